import { httpEnv, localDatabaseEnv } from '#service';
import { z } from 'zod';

const yesOrNo = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');

/** What `npm start` understands, besides what the single services do. */
export const standaloneConfig = httpEnv(3000, 'warn').extend({
  ...localDatabaseEnv,
  /** Whether an empty database gets the demo; by default only the embedded one does. */
  DEMO: yesOrNo.optional(),
  DEMO_PASSWORD: z.string().min(8, { error: 'must have at least 8 characters' }).max(200).optional(),
});
