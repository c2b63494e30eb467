import type { Readiness } from '#observability';
import type { LoggerService } from '@nestjs/common';

export interface HttpAppOptions {
  /** The app's name, for log lines and the API's title. */
  readonly name: string;
  readonly logger?: LoggerService;
  /** Whose `X-Forwarded-*` to believe: false (nobody, the default), true, or addresses and networks. */
  readonly trustProxy?: boolean | string | readonly string[];
  /** Requests a minute per caller, or per address while nobody is known; 0 = no limit. Default 30,000. */
  readonly rateLimit?: number;
  /** Bytes a body may have. Default 1 MiB. */
  readonly bodyLimit?: number;
  /** After so long without an answer a request gets a 503 instead, in milliseconds. Default 15,000. */
  readonly answerWithinMs?: number;
  /** What `/health/ready` reports; a new, empty one by default (`app.get(Readiness)`). */
  readonly readiness?: Readiness;
  /** The OpenAPI document to serve, as JSON text: that of all services together. By default that of this app alone. */
  readonly apiDocument?: string | undefined;
  /** The folder of built web pages to serve at `/`, if any. */
  readonly pages?: string | undefined;
  /** Origins of browsers that may send requests with our cookie although they are not ours. */
  readonly trustedOrigins?: readonly string[];
}
