import { z } from 'zod';

interface TextLimits {
  /** Fewest characters (UTF-16 units); 1 unless told otherwise. */
  readonly min?: number;
  /** Most characters (UTF-16 units). */
  readonly max: number;
}

/**
 * What a person writes. Comes back exactly as it was sent, so nothing is trimmed or normalised; refused is only what
 * cannot be stored: NUL and lone surrogates.
 */
export const text = ({ min = 1, max }: TextLimits): z.ZodString =>
  z
    .string()
    .min(min, `Write at least ${min} character${min === 1 ? '' : 's'}.`)
    .max(max, `Shorten this to at most ${max} characters.`)
    .refine((value) => !value.includes('\0'), 'Remove the NUL character (U+0000): it cannot be stored.')
    .refine((value) => value.isWellFormed(), 'Remove the lone surrogate: the text is not valid Unicode.');

const ADDRESS = /^[^\s\p{Cc}@<>(),;:\\"[\]]+@[^\s\p{Cc}@<>(),;:\\"[\].]+(\.[^\s\p{Cc}@<>(),;:\\"[\].]+)*$/u;

/** A mail address, at most 254 characters, international ones included. Compare it in lower case, keep it as it was sent. */
export const email = (): z.ZodString =>
  text({ min: 3, max: 254 })
    .refine((value) => ADDRESS.test(value), 'Give one mail address, such as kim@example.com.')
    .meta({ format: 'email' });
