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

const MOST_DAYS = 3_650;
const days = z
  .string()
  .refine((value) => /^\d{1,4}$/.test(value) && Number(value) <= MOST_DAYS, {
    error: `must be a whole number of days from 0 (never) to ${MOST_DAYS}`,
  })
  .transform(Number);

/** The environment variables only this app understands. */
export const tierWorkerConfig = z.object({
  /** The tiers whose queues this process serves. The API is the same whatever it serves. */
  TIERS: tiers.prefault('L1,L2,L3'),
  /** After how many days of being resolved the system closes a ticket; 0 = never. */
  CLOSE_RESOLVED_AFTER_DAYS: days.default(7),
});
export type TierWorkerConfig = z.output<typeof tierWorkerConfig>;

export const queuesOf = ({ TIERS }: TierWorkerConfig): QueueName[] => TIERS.map(tierQueue);
