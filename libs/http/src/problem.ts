import { fieldCodes, type FieldProblem } from '#domain';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

/** What an error answer says, beside the members every problem has. */
export interface ProblemOptions {
  readonly status: number;
  /** Stable, `noun.problem`: clients branch on it. */
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** At most so many errors are listed: what is wrong with the rest shows when these are mended. */
const MOST_ERRORS = 50;

/** The body of a problem (RFC 9457), as text. */
export function problemBody({ status, code, detail, errors, extra }: ProblemOptions, correlationId?: string): string {
  return JSON.stringify({
    type: `urn:tierline:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    detail,
    ...extra,
    ...(errors && { errors: errors.slice(0, MOST_ERRORS) }),
    ...(errors && errors.length > MOST_ERRORS && { errorsOmitted: errors.length - MOST_ERRORS }),
    ...(correlationId !== undefined && { correlationId }),
  });
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** What is wrong with a field, also where it is told without refusing anything. */
export const fieldProblemSchema = z.object({
  pointer: z.string().meta({ description: 'JSON pointer (RFC 6901) to the field.' }),
  detail: z.string().meta({ description: 'What to do, for people.' }),
  code: z
    .string()
    .optional()
    .meta({
      description: `Stable, to say it in other words. Of the shape of a request: ${fieldCodes.map((code) => `\`${code}\``).join(', ')}; all others are \`noun.problem\`.`,
      example: 'too-long',
    }),
  values: z
    .record(z.string(), z.union([value, z.array(value).readonly()]))
    .readonly()
    .optional()
    .meta({ description: 'What such words need.', example: { max: 40 } }),
});

/** The problem as OpenAPI shows it. */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ description: '`urn:tierline:problem:<code>`' }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable, `noun.problem`: what to branch on.' }),
    detail: z.string().meta({ description: 'What is wrong and what to do, for people.' }),
    errors: z
      .array(
        fieldProblemSchema.extend({
          in: z.enum(['query', 'path', 'header']).optional().meta({ description: 'Absent for the body.' }),
        }),
      )
      .optional(),
    correlationId: z.string().optional(),
  })
  .meta({ description: 'A problem (RFC 9457).' });
