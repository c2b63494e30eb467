import { tierQueue, type QueueName } from '#contracts';
import { z } from 'zod';

const TIER = /^L?([1-9]\d?)$/i;

/** `L1,L2,L3` -> [1, 2, 3]; each tier once, in the order given. */
const tiers = z
  .string()
  .transform((value) => value.split(',').map((part) => TIER.exec(part.trim())?.[1]))
  .refine((parts) => parts.every((part) => part !== undefined), {
    error: 'must name tiers with commas between, such as L1,L2,L3',
  })
  .transform((parts) => [...new Set(parts.map(Number))]);

/** `TIERS`: the tiers whose queues this process serves. The API is the same whatever it serves. */
export const tierWorkerConfig = z.object({ TIERS: tiers.prefault('L1,L2,L3') });
export type TierWorkerConfig = z.output<typeof tierWorkerConfig>;

export const queuesOf = ({ TIERS }: TierWorkerConfig): QueueName[] => TIERS.map(tierQueue);
