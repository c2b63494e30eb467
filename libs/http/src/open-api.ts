import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { problemSchema } from './problem.js';

/** The API in OpenAPI 3.0, made from the schemas that requests are parsed with. Needs the app's routes: after `app.init()`. */
export function openApi(app: NestFastifyApplication, name: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.0.3')
    .setTitle('Tierline')
    .setDescription(`The API of ${name}. Every error is a problem document (RFC 9457) with a stable \`code\`.`)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, or the access token of a login.' })
    .addCookieAuth('__Host-tierline')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? { schema: jsonSchema(schema, schemaType) } : undefined,
  });
  const components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: jsonSchema(problemSchema, 'output') },
  };
  const complete = { ...document, components } as OpenAPIObject;
  for (const operation of operationsOf(complete)) {
    operation.responses['default'] ??= {
      description: 'A problem: see its `code`.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    };
  }
  return complete;
}

/** Dates leave as ISO 8601 text; what JSON Schema cannot say is left open. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, {
    target: 'openapi-3.0',
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: json }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(json, { type: 'string', format: 'date-time' });
    },
  });
  return converted;
}

interface Operation {
  readonly responses: Record<string, unknown>;
}

const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.values(document.paths).flatMap((path) =>
    Object.values(path as Record<string, unknown>).filter(
      (operation): operation is Operation =>
        typeof operation === 'object' && operation !== null && 'responses' in operation,
    ),
  );
