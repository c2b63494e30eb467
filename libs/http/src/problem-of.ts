import { DomainError, type FieldProblem } from '#domain';
import { HttpException } from '@nestjs/common';
import { databaseProblem, unavailable } from './database-problem.js';
import type { ProblemOptions } from './problem.js';

/** What a thrown thing is to the caller. What nobody foresaw is a 500 that tells nothing. */
export function problemOf(error: unknown): ProblemOptions {
  if (error instanceof DomainError) return ofDomain(error);
  const code = codeOf(error);
  const known = code === undefined ? undefined : frameworkProblems[code];
  if (known) return { ...known, ...detailOf(error) };
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  const database = databaseProblem(error);
  if (database) return database;
  const status = (error as { readonly statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? ofStatus(status) : unforeseen;
}

const statusOf: Readonly<Record<DomainError['kind'], number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'not-acceptable': 406,
  conflict: 409,
  refused: 422,
  'too-many': 429,
};

function ofDomain({ kind, code, message, extra }: DomainError): ProblemOptions {
  const { errors, retryAfterSeconds, challenge = 'Bearer', ...rest } = extra;
  const headers = {
    ...(typeof retryAfterSeconds === 'number' && { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) }),
    ...(kind === 'unauthenticated' && { 'www-authenticate': challenge }),
  };
  const fallback: FieldProblem['code'] = code === 'request.invalid' ? 'invalid' : (code as `${string}.${string}`);
  const coded = errors?.map((error): FieldProblem => ({ ...error, code: error.code ?? fallback }));
  return { status: statusOf[kind], code, detail: message, extra: rest, headers, ...(coded && { errors: coded }) };
}

const unforeseen: ProblemOptions = {
  status: 500,
  code: 'service.failed',
  detail: 'Something went wrong on our side. It is logged under the correlation id.',
};

/** What Fastify itself refuses. */
const frameworkProblems: Readonly<Record<string, ProblemOptions>> = {
  FST_ERR_BAD_URL: {
    status: 400,
    code: 'request.bad-url',
    detail: 'The URL is not valid: check its percent-encoding (UTF-8).',
  },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, code: 'request.url-too-long', detail: 'A part of the URL is too long.' },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    code: 'request.too-large',
    detail: 'The body is larger than is accepted.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    code: 'request.unsupported-media-type',
    detail: 'Send JSON, with `Content-Type: application/json`.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    status: 400,
    code: 'request.wrong-length',
    detail: 'The body is not as long as its `Content-Length` says.',
  },
};

const byStatus: Readonly<Record<number, Pick<ProblemOptions, 'code' | 'detail'>>> = {
  401: { code: 'caller.unauthenticated', detail: 'Say who you are.' },
  403: {
    code: 'request.cross-origin',
    detail: 'A browser sent this from another site; such requests need a Bearer token.',
  },
  404: {
    code: 'route.not-found',
    detail: 'There is nothing here for this method and path; `/api/v1/openapi.json` lists what there is.',
  },
  405: { code: 'route.method-not-allowed', detail: 'This path does not know this method.' },
  413: { code: 'request.too-large', detail: 'The request is larger than is accepted.' },
  415: { code: 'request.unsupported-media-type', detail: 'Send JSON, with `Content-Type: application/json`.' },
};

function ofStatus(status: number): ProblemOptions {
  if (status === 503) return unavailable;
  if (status >= 500) return unforeseen;
  return { status, ...(byStatus[status] ?? { code: 'request.refused', detail: 'The request cannot be understood.' }) };
}

/** What one of our own errors with a code of the framework says instead of the usual. */
function detailOf(error: unknown): { readonly detail?: string } {
  const { detail } = error as { readonly detail?: unknown };
  return typeof detail === 'string' ? { detail } : {};
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}
