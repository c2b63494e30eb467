import { Authenticated, type Requirement } from '#access';
import { ticketSchema } from '#database';
import { Answers, Refuses } from '#http';
import { applyDecorators, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

interface ActionDocumentation {
  readonly summary: string;
  /** Who may call it at all; whether it is theirs to do on this ticket is the handler's question. Agents by default. */
  readonly by?: Requirement;
  /** Codes beyond those every action can answer. */
  readonly forbidden?: readonly `${string}.${string}`[];
  readonly conflicts?: readonly `${string}.${string}`[];
  readonly refused?: readonly `${string}.${string}`[];
  /** What it answers; the ticket by default. */
  readonly answer?: z.ZodType;
}

/** `POST /tickets/:id/<name>`, answered with the ticket as the action left it. */
export const Action = (
  name: string,
  {
    summary,
    by = { kinds: ['agent'] },
    forbidden = [],
    conflicts = [],
    refused = [],
    answer = ticketSchema,
  }: ActionDocumentation,
): MethodDecorator =>
  applyDecorators(
    ApiTags('ticket actions'),
    ApiOperation({ summary }),
    Post(`:id/${name}`),
    Authenticated(by),
    Answers(200, answer, 'The ticket as the action left it.'),
    Refuses(403, 'caller.forbidden', ...forbidden),
    Refuses(404, 'ticket.not-found'),
    Refuses(409, 'ticket.stale-version', 'ticket.illegal-transition', ...conflicts),
    ...(refused.length > 0 ? [Refuses(422, ...refused)] : []),
  );

/** The body of an action: its own fields and the version the caller decided on. An action without fields needs no body. */
export const actionBody = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ...shape, expectedVersion: z.int().min(1).max(2_147_483_647).optional() });
