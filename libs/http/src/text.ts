import { z } from 'zod';
import { saying } from './field-codes.js';

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
    .refine(
      (value) => !value.includes('\0'),
      misformed('text', 'Remove the NUL character (U+0000): it cannot be stored.'),
    )
    .refine(
      (value) => value.isWellFormed(),
      misformed('text', 'Remove the lone surrogate: the text is not valid Unicode.'),
    );

/** For `.refine()`: what is no text of a form that has a name. */
export const misformed = (format: string, detail: string) => saying('format', detail, { format });

/** For `.check()`: the same where a pattern tells it, which the OpenAPI document has too. */
export const like = (format: string, pattern: RegExp, detail: string): z.core.$ZodCheck<string> =>
  new z.core.$ZodCheckStringFormat({
    check: 'string_format',
    format: format as z.core.$ZodStringFormats,
    pattern,
    error: () => detail,
  });

const ADDRESS = /^[^\s\p{Cc}@<>(),;:\\"[\]]+@[^\s\p{Cc}@<>(),;:\\"[\].]+(\.[^\s\p{Cc}@<>(),;:\\"[\].]+)*$/u;

/** A mail address, at most 254 characters, international ones included. Compare it in lower case, keep it as it was sent. */
export const email = (): z.ZodString =>
  text({ min: 3, max: 254 })
    .refine((value) => ADDRESS.test(value), misformed('email', 'Give one mail address, such as kim@example.com.'))
    .meta({ format: 'email' });
