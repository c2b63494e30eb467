import { z } from 'zod';

/** The environment variables only this app understands: none. */
export const triageConfig = z.object({});
