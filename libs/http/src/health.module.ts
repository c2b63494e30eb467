import { Readiness } from '#observability';
import { Controller, Get, Global, HttpStatus, Inject, Module, Res, type DynamicModule } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

@ApiExcludeController()
@Controller('health')
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  /** 200 while the process runs at all: a reason to restart it is that this does not answer. */
  @Get('live')
  live(): { readonly status: string } {
    return { status: 'ok' };
  }

  /** 200 when requests may be sent here; otherwise 503 with the parts that do not work, since when, and why. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { ready, checks, problems } = await this.readiness.report();
    if (!ready) void reply.code(HttpStatus.SERVICE_UNAVAILABLE).header('retry-after', '2');
    return { status: ready ? 'ok' : 'not ready', checks, problems };
  }
}

/** `/health/live` and `/health/ready`, and the `Readiness` that parts register with. */
@Global()
@Module({})
export class HealthModule {
  static with(readiness: Readiness): DynamicModule {
    const provider = { provide: Readiness, useValue: readiness };
    return { module: HealthModule, controllers: [HealthController], providers: [provider], exports: [Readiness] };
  }
}
