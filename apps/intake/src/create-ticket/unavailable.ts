import { ServiceUnavailableException } from '@nestjs/common';

/**
 * Not now (503 with `Retry-After`): the caller is told to come back. What was asked for may or may not have happened; an
 * idempotency key makes asking again safe.
 */
export class Unavailable extends ServiceUnavailableException {}
