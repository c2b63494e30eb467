import { z } from 'zod';
import { mailEnv } from './file-mail/mail-env.js';

/** The environment variables only intake understands, beside those of every service. */
export const intakeEnv = z.object({ ...mailEnv });

export type IntakeEnv = z.output<typeof intakeEnv>;
