import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { problemSchema } from './problem.js';

/**
 * Sets and documents the status of a handler's answer: `@Answers(201, ticketView, 'The ticket, committed')`.
 * Without a schema the answer has no body.
 */
export const Answers = (status: number, schema?: z.ZodType, description?: string): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    ApiResponse({
      status,
      description: description ?? STATUS_CODES[status] ?? '',
      ...(schema && { standardSchema: schema }),
    }),
  );

/** Documents an answer of 200 that is a file, byte for byte. */
export const AnswersFile = (description: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiResponse({
      status: 200,
      description,
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    }),
  );

/** Documents an answer of 200 that is a page for browsers. */
export const AnswersPage = (description: string): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    ApiResponse({ status: 200, description, content: { 'text/html': { schema: { type: 'string' } } } }),
  );

/** Documents an answer of 200 that goes on for as long as somebody listens: Server-Sent Events, `data` of each as JSON. */
export const AnswersStream = (event: z.ZodType, description: string): MethodDecorator => {
  const content = { 'text/event-stream': { schema: jsonSchemaOf(event) } };
  return ApiResponse({ status: 200, description, content });
};

/** Documents problems beyond those any request can get: `@Refuses(409, 'ticket.stale-version')`. */
export const Refuses = (status: number, ...codes: readonly `${string}.${string}`[]): MethodDecorator =>
  ApiResponse({
    status,
    description: `${STATUS_CODES[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });

/** The same for problems that say more than any problem: what, in `more`. */
export const RefusesWith = (
  status: number,
  more: z.ZodRawShape,
  ...codes: readonly `${string}.${string}`[]
): MethodDecorator =>
  ApiResponse({
    status,
    description: `${STATUS_CODES[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    content: { 'application/problem+json': { schema: jsonSchemaOf(problemSchema.extend(more)) } },
  });

function jsonSchemaOf(schema: z.ZodType): object {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, { target: 'openapi-3.0', io: 'output' });
  return converted;
}
