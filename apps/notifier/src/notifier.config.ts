import { z } from 'zod';

/** The environment variables only this app understands. */
export const notifierConfig = z.object({});

export type NotifierConfig = z.output<typeof notifierConfig>;
