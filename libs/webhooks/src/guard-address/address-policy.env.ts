import { z } from 'zod';
import { parseNetwork, type Network } from './network.js';

/** An environment variable that is `1` when endpoints may be private or loopback addresses, and plain HTTP. */
export const allowPrivate = z
  .enum(['0', '1'], { error: 'must be 0 or 1' })
  .default('0')
  .transform((value) => value === '1');

/** An environment variable with the networks for which that holds, commas between them: `10.1.0.0/16,fd12::/32`. */
export const allowedNetworks = z.string().default('').transform(networks);

function networks(text: string, context: z.core.$RefinementCtx<string>): readonly Network[] {
  try {
    return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [parseNetwork(part.trim())]));
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
}
