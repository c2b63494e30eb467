import { createLogger, Readiness } from '#observability';
import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerInTime } from './answer-in-time.js';
import { correlate, CORRELATION_HEADER, correlationIdOf } from './correlate.js';
import { HealthModule } from './health.module.js';
import type { HttpAppOptions } from './http-app.options.js';
import { acceptJson } from './json-body.js';
import { limitRate } from './limit-rate.js';
import { measureRequests } from './measure-requests.js';
import { serveDocs, serveFrontPage } from './serve-docs.js';
import { servePages } from './serve-pages.js';
import { stopListening } from './stop-listening.js';
import { ProblemFilter } from './problem.filter.js';
import { refuseConnection } from './refuse-connection.js';
import { SchemaPipe } from './schema.pipe.js';

class HttpRoot {}

export const prefixPaths = (app: INestApplication): INestApplication =>
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });

/**
 * An application that answers HTTP the one way all of ours do: everything below `/api/v1` (but `/health/*`), JSON in and
 * out, every error a problem document, parameters parsed by their schemas, described by OpenAPI. It does not listen yet.
 */
export async function createHttpApp(
  root: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const { name, logger = createLogger(name), readiness = new Readiness(), rateLimit = 30_000 } = options;
  const module: DynamicModule = { module: HttpRoot, imports: [HealthModule.with(readiness), root] };
  const problems = new ProblemFilter(logger);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapterFor(options, problems), {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  acceptJson(fastify);
  correlate(fastify);
  measureRequests(fastify);
  stopListening(fastify);
  answerInTime(fastify, options.answerWithinMs ?? 15_000);
  if (rateLimit > 0) limitRate(fastify, rateLimit);

  prefixPaths(app);
  app.useGlobalPipes(new SchemaPipe());
  app.useGlobalFilters(problems);
  protectBrowsers(app, options.trustedOrigins ?? []);
  serveDocs(app, options.apiDocument);
  if (options.pages === undefined) serveFrontPage(app);
  else await servePages(app, options.pages);
  return app;
}

function adapterFor({ trustProxy, bodyLimit }: HttpAppOptions, problems: ProblemFilter): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: typeof trustProxy === 'object' ? [...trustProxy] : (trustProxy ?? false),
    bodyLimit: bodyLimit ?? 1_048_576,
    genReqId: correlationIdOf,
    routerOptions: { maxParamLength: 512 },
    // The head of a request must have arrived in half a minute, all of it in a minute; looked at often enough to hold.
    requestTimeout: 30_000,
    http: { connectionsCheckingInterval: 5_000 },
    // While stopping, what still arrives on open connections is answered like everything before it.
    return503OnClosing: false,
    // These come before any hook, so the headers that hooks add are put here.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers({ ...beforeHooks, [CORRELATION_HEADER]: request.id });
      problems.answer(error, request, reply);
    },
    clientErrorHandler: refuseConnection,
    // No module of ours uses Nest middleware; its router would look at every request.
    skipMiddie: true,
  });
}

const beforeHooks = { 'x-content-type-options': 'nosniff', 'content-security-policy': "script-src 'self'" };

/** What browsers must respect, and that other sites cannot use our cookie. A Bearer token is nothing a browser adds by itself. */
function protectBrowsers(app: NestFastifyApplication, trustedOrigins: readonly string[]): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      directives: {
        upgradeInsecureRequests: null,
        fontSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
    strictTransportSecurity: { includeSubDomains: false },
    // For browsers nobody has any more.
    xDownloadOptions: false,
    xDnsPrefetchControl: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  app.enableCsrfProtection({
    trustedOrigins: [...trustedOrigins],
    exclude: (request: FastifyRequest) => request.headers.authorization !== undefined,
  });
}
