import { z } from 'zod';

/** The environment variables only intake understands: none yet, beside those of every service. */
export const intakeEnv = z.object({});
