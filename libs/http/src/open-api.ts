import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problemSchema } from './problem.js';

const tags: readonly (readonly [name: string, description: string])[] = [
  ['auth', 'Agents log in here; the access token is a Bearer token.'],
  ['tickets', 'Opening, reading and listing tickets, and the conversation on them.'],
  [
    'ticket actions',
    'What agents do with a ticket. Each is refused when its state or version is not what the caller saw.',
  ],
  ['diagnosis', 'What is known around a ticket, and what is thought of its cause. For agents only.'],
  [
    'runbooks',
    'Versioned procedures that upper tiers write for lower ones, and their runs on tickets. For agents only.',
  ],
  ['desk', 'What agents and leads look at.'],
  ['consultations', 'Advice that one tier asks of another without giving the ticket away. For agents only.'],
  ['hierarchical escalations', "Tickets that need a manager's eye; they stay where they are. For agents only."],
  ['work log', "Agents' stopwatches."],
  ['dispatch', 'Who is there, what they can and carry, and how what waits comes to them.'],
  ['attachments', 'Files on tickets: those that came with mails, and those people put on what they write.'],
  ['inbound', 'Where mail providers and monitoring systems post to.'],
  ['mail', 'What became of mail that came in, our addresses, and the ways mail comes in.'],
  ['sla', 'Promises and their clocks.'],
  ['organisations', 'Customers.'],
  ['contacts', 'The people at customers who write tickets.'],
  ['products', 'What is supported.'],
  ['assets', 'Single devices and installations, with their warranties.'],
  ['contracts', 'What a customer is entitled to.'],
  ['triage', 'How priority, tier and sector are found.'],
  ['settings', 'Tiers, sectors, teams and agents.'],
  ['vendors', 'Whom L2 and L3 can ask, and how vendors answer.'],
  ['vendor-cases', 'Tickets at vendors.'],
  ['notifications', 'What people are told of by mail, in which words and at what hours, and what became of it.'],
  ['webhooks', 'Who is told what happens to tickets, and how that went.'],
  ['api-keys', 'Keys for programs.'],
];

const GUIDE = `Every error is a problem document (RFC 9457) with a stable \`code\`.

To try it out here: send \`POST /api/v1/auth/login\`, and put the \`accessToken\` of the answer into *Authorize*, under *bearer*.`;

/**
 * The API in OpenAPI 3.0, made from the schemas that requests are parsed with. Needs the app's routes. `texts` are what is
 * to be said of operations, by their ids (`CreateTicket.create`); the first sentence becomes the summary.
 */
export function openApi(
  app: INestApplication,
  title: string,
  texts: ReadonlyMap<string, string> = new Map(),
): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.0.3')
    .setTitle(title)
    .setDescription(GUIDE)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, or the access token of a login.' })
    .addCookieAuth('__Host-tierline');
  const document = SwaggerModule.createDocument(app, builder.build(), {
    autoTagControllers: false,
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    standardSchemaConverter: (schema, { schemaType }) =>
      schema instanceof z.ZodType ? { schema: jsonSchema(schema, schemaType) } : undefined,
  });
  const components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: jsonSchema(problemSchema, 'output') },
  };
  const complete = { ...document, tags: tagsIn(document), components } as OpenAPIObject;
  for (const operation of operationsOf(complete)) {
    Object.assign(operation, wordsFor(operation, texts.get(operation.operationId)));
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

/** The tags that are used, in the order in which people need them. */
function tagsIn(document: OpenAPIObject): { name: string; description: string }[] {
  const used = new Set(operationsOf(document).flatMap((operation) => operation.tags ?? []));
  return tags.filter(([name]) => used.has(name)).map(([name, description]) => ({ name, description }));
}

/** A summary that is there already stays, and the whole text explains it. */
function wordsFor({ summary }: Operation, text: string | undefined): { summary?: string; description?: string } {
  if (text === undefined) return {};
  if (summary) return { description: text };
  const [first = '', ...others] = text.split(/(?<=[.!?])\s+(?=[\p{Lu}\d`])/u);
  return { summary: first.replace(/\.$/, ''), ...(others.length > 0 && { description: others.join(' ') }) };
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Record<string, unknown>;
}

const operationsOf = (document: OpenAPIObject): Operation[] =>
  Object.values(document.paths).flatMap((path) =>
    Object.values(path as Record<string, unknown>).filter(
      (operation): operation is Operation =>
        typeof operation === 'object' && operation !== null && 'responses' in operation,
    ),
  );
