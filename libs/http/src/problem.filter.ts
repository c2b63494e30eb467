import { Catch, type ArgumentsHost, type ExceptionFilter, type LoggerService } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem-of.js';
import { PROBLEM_TYPE, problemBody, type ProblemOptions } from './problem.js';

/** Every error becomes a problem document, in one place; what is our own fault is one log line. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: LoggerService) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error);
    if (problem.status >= 500 && !hasHungUp(request)) this.tell(error, problem, request);
    if (reply.sent) return;
    // The answer has begun (a stream): all that is left is to end it.
    if (reply.raw.headersSent) reply.raw.destroy();
    else sendProblem(reply, problem, request.id);
  }

  private tell(error: unknown, { status, code }: ProblemOptions, request: FastifyRequest): void {
    const line = {
      msg: messageOf(error),
      method: request.method,
      path: pathOf(request.url),
      status,
      code,
      correlationId: request.id,
    };
    // An outage explains itself; its stack would only fill the disk.
    if (status === 503) this.logger.warn(line, 'Http');
    else this.logger.error(line, error instanceof Error ? error : undefined, 'Http');
  }
}

export function sendProblem(reply: FastifyReply, problem: ProblemOptions, correlationId: string): void {
  if (problem.headers) void reply.headers(problem.headers);
  // A connection that is closed while the caller still sends loses the answer: what is left of the body may run out.
  if (problem.status === 413) void reply.removeHeader('connection');
  // Problems are told in English, whatever the answer would have been in.
  void reply.removeHeader('content-language');
  void reply.code(problem.status).header('content-type', PROBLEM_TYPE).send(problemBody(problem, correlationId));
}

/** Whoever is gone before all was said is nobody's failure, and hears no answer. */
const hasHungUp = ({ raw }: FastifyRequest): boolean => raw.destroyed && !raw.complete;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

/** Without the query: it may hold what people search for. */
const pathOf = (url: string): string => url.split('?', 1)[0]!.slice(0, 200);
