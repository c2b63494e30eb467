import { z } from 'zod';
import { webhookConfig } from './subscriptions/webhook.config.js';

/** The environment variables only this app understands. */
export const notifierConfig = z.object({ ...webhookConfig.shape });

export type NotifierConfig = z.output<typeof notifierConfig>;
