import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { prefixPaths } from './create-http-app.js';
import { openApi } from './open-api.js';

/** The API of an application that is put together but never started: no provider is made, nothing is connected to. */
export async function describeApi(
  root: Type | DynamicModule,
  texts: ReadonlyMap<string, string>,
): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return openApi(prefixPaths(app), 'Tierline', texts);
}
