import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an installation's key says about a text; `purpose` keeps the seals of one use from counting in another. */
export const seal = (key: Uint8Array, purpose: string, said: string): Buffer =>
  createHmac('sha256', key).update(`${purpose}\0${said}`).digest();

/** Compares without telling by its duration how much was right. */
export const isSeal = (given: Uint8Array, expected: Uint8Array): boolean =>
  given.length === expected.length && timingSafeEqual(given, expected);
