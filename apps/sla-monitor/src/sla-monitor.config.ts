import { z } from 'zod';

/** The environment variables only this app understands: none. */
export const slaMonitorConfig = z.object({});
