import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { HttpAppOptions } from './http-app.options.js';

export async function createHttpApp(
  _root: Type | DynamicModule,
  _options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  throw new Error('not there yet');
}

/** Starts to listen; a port that is taken is one readable line. */
export async function listen(
  _app: NestFastifyApplication,
  _at: { readonly host: string; readonly port: number },
): Promise<string> {
  throw new Error('not there yet');
}
