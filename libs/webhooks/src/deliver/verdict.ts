import { RefusedEndpoint } from '../guard-address/address-guard.js';
import type { Answer } from './post-json.js';
import { retryAfter, waitAfter } from './retry-table.js';

/** What becomes of a delivery after an attempt. `why` is for people. */
export type Verdict =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly waitMs: number; readonly why: string }
  | {
      readonly kind: 'stop';
      /** It wants no more of this (410); it must not be called; or the retry table has come to its end. */
      readonly because: 'gone' | 'refused' | 'exhausted';
      readonly why: string;
    };

interface Attempt {
  /** Counting this one. */
  readonly attempts: number;
  readonly now: Date;
  /** In [0, 1). */
  readonly random: number;
  /** What `why` calls the receiver: `vendor`. */
  readonly receiver: string;
}

/** Judges an attempt by the receiver's answer, or by what went wrong instead. */
export function verdictOn(outcome: Answer | Error, { attempts, now, random, receiver }: Attempt): Verdict {
  if (outcome instanceof RefusedEndpoint)
    return { kind: 'stop', because: 'refused', why: `The endpoint is not called. ${outcome.message}` };
  if (!('status' in outcome)) return again(`No answer: ${reasonOf(outcome)}.`, null);
  const { status } = outcome;
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 410)
    return { kind: 'stop', because: 'gone', why: `The ${receiver} answered 410: it wants no more of this.` };
  if (status >= 300 && status < 400)
    return again(`The ${receiver} answered ${status}; redirects are not followed.`, null);
  const asked = status === 429 || status === 503 ? retryAfter(outcome.retryAfter, now) : null;
  return again(`The ${receiver} answered ${status}.`, asked);

  function again(why: string, asked: number | null): Verdict {
    const waitMs = waitAfter(attempts, asked, random);
    return waitMs === null
      ? { kind: 'stop', because: 'exhausted', why: `Given up after ${attempts} attempts. ${why}` }
      : { kind: 'retry', waitMs, why };
  }
}

/** Words for what operating systems say in codes. What a stranger's server wrote is never among them. */
function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'it took too long';
  return error.code ?? error.message.replace(/\.$/, '');
}
