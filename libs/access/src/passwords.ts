import { hash, verify, type Options } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';

/** argon2id (the library's default kind) with RFC 9106's memory for servers: 64 MiB, three passes, some 50 ms. */
const cost: Options = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/** Hashes a password, `argon2id` in PHC form. */
export const hashPassword = (password: string): Promise<string> => slot(() => hash(password, cost));

/** Whether this is the password of that hash. */
export const verifyPassword = (stored: string, password: string): Promise<boolean> =>
  slot(() => verify(stored, password));

/**
 * Hashing runs on libuv's four threads, which files and names need too: at most half of the cores, and never more than
 * two, work on passwords at a time. The rest waits its turn, and too many waiting are sent away by the caller's lockout.
 */
const atOnce = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));
let running = 0;
const waiting: (() => void)[] = [];

/** How many wait for their turn. */
export const passwordsWaiting = (): number => waiting.length;

async function slot<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
