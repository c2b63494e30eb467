import { describeApi } from '#http';
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { composition } from './composition.js';
import type { Service } from './service.js';

/** Where `npm run build` puts the API of all services: beside `libs` in `dist`. */
export const apiDocumentFile = new URL('../../../openapi.json', import.meta.url);

/** The API of all services as JSON text, so that each can show the whole of it; undefined when nothing was built (tests). */
export const apiDocument = (): Promise<string | undefined> => readFile(apiDocumentFile, 'utf8').catch(() => undefined);

/** The OpenAPI document of services together, with the texts given for operations by their ids. Connects to nothing. */
export async function describeServices(
  services: readonly Service<z.ZodType>[],
  texts: ReadonlyMap<string, string>,
): Promise<object> {
  const described = services.map((service) => ({ modules: service.modules(service.env.parse({})) }));
  const nowhere = 'postgres://nobody@nowhere/nothing';
  return describeApi(composition({ name: 'describe', services: described, databaseUrl: nowhere, poolSize: 1 }), texts);
}
