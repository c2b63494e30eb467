/** As much of a JSON schema as OpenAPI documents of ours use. */
export interface Schema {
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** Anything but `false` in a body of a foreign format: there, what we do not know is let through. */
  readonly additionalProperties?: unknown;
}

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
}

export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly needsCaller: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  /** Whether its body is bytes to it, whatever they are. */
  readonly takesBytes: boolean;
}

interface Described {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** Without streams: their answers never end. */
export const operationsOf = (document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}): Operation[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, described]) => !isStream(described))
      .map(([method, { security, parameters = [], requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        needsCaller: security !== undefined,
        parameters,
        body: isBytes(requestBody) ? null : (requestBody?.content['application/json']?.schema ?? null),
        takesBytes: isBytes(requestBody),
      })),
  );

const isStream = ({ responses }: Described): boolean =>
  responses?.['200']?.content?.['text/event-stream'] !== undefined;
const isBytes = (body: Described['requestBody']): boolean =>
  Object.values(body?.content ?? {}).some(({ schema }) => schema.format === 'binary');

export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
export const isOnTicket = ({ path }: Operation): boolean => /\/tickets\/\{\w+\}/.test(path);
/** An action of DESIGN §4, by its name; null for everything else. */
export const actionOf = ({ method, path, body }: Operation): string | null =>
  method === 'POST' && body?.properties?.['expectedVersion']
    ? (/\/tickets\/\{\w+\}\/([\w-]+)$/.exec(path)?.[1] ?? null)
    : null;
