import type { Schema } from './open-api.js';

export interface BadBody {
  readonly what: string;
  /** The raw JSON: some of it no serialiser would write. */
  readonly json: string;
  /** The field that must be named. */
  readonly pointer: string;
}

type Json = unknown;

/** A body that fits the schema, every field filled. */
export function sampleOf(schema: Schema): Json {
  const first = schema.anyOf?.[0];
  if (first) return sampleOf(first);
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, sampleOf(property)]),
      );
    case 'array':
      return [sampleOf(schema.items ?? {})];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'string':
    case undefined:
      return textFor(schema);
  }
}

const texts = [
  'network',
  'en',
  'L2',
  'EUR',
  'kim@example.test',
  '0197a7a5-0000-7000-8000-000000000000',
  '2099-01-31',
  '2099-01-31T12:00:00Z',
  'https://vendor.example/hook',
];
const byFormat: Readonly<Record<string, string>> = {
  email: 'kim@example.test',
  uuid: '0197a7a5-0000-7000-8000-000000000000',
  date: '2099-01-31',
  'date-time': '2099-01-31T12:00:00Z',
  uri: 'https://vendor.example/hook',
};

function textFor({ format, pattern, minLength = 0 }: Schema): string {
  const known = format && byFormat[format];
  if (known) return known;
  if (pattern) return texts.find((text) => new RegExp(pattern, 'u').test(text)) ?? 'x';
  return 'some text'.padEnd(minLength, '.');
}

/** Every way to get a body of this schema wrong that has one field to blame. */
export function badBodies(schema: Schema): BadBody[] {
  const sample = sampleOf(schema);
  return [
    ...['[]', '"text"', '1', 'true', 'null', '[{}]'].map((json) => ({
      what: `${json} for the body`,
      json,
      pointer: '',
    })),
    ...wrongIn(schema, (json) => json, sample, ''),
  ];
}

const isOpen = ({ additionalProperties = false }: Schema): boolean => additionalProperties !== false;
const optionsOf = (schema: Schema): readonly Schema[] => schema.anyOf?.flatMap(optionsOf) ?? [schema];

/** `put` makes the whole body of the JSON of one of its parts. */
function wrongIn(schema: Schema, put: (json: string) => string, sample: Json, pointer: string): BadBody[] {
  const bad: BadBody[] = [];
  const add = (what: string, json: string, at = pointer) =>
    bad.push({ what: `${what} at ${at || 'the body'}`, json: put(json), pointer: at });
  const options = optionsOf(schema);
  if (pointer !== '') for (const [what, json] of wrongValues(options)) add(what, json);

  if (schema.type === 'object') {
    const whole = sample as Readonly<Record<string, Json>>;
    if (!isOpen(schema)) add('an unknown field', JSON.stringify({ ...whole, surprise: 1 }), `${pointer}/surprise`);
    for (const name of schema.required ?? []) {
      const { [name]: _left, ...rest } = whole;
      add('nothing', JSON.stringify(rest), `${pointer}/${name}`);
    }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const { [name]: value, ...rest } = whole;
      const others = JSON.stringify(rest).slice(1, -1);
      const into = (json: string) => put(`{${others}${others && ','}${JSON.stringify(name)}:${json}}`);
      bad.push(...wrongIn(property, into, value, `${pointer}/${name}`));
    }
  }
  if (schema.type === 'array' && schema.items) {
    const { maxItems } = schema;
    if (maxItems !== undefined && maxItems <= 10_000) {
      add('too many', JSON.stringify(Array.from({ length: maxItems + 1 }, () => sampleOf(schema.items!))));
    }
    bad.push(...wrongIn(schema.items, (json) => put(`[${json}]`), sampleOf(schema.items), `${pointer}/0`));
  }
  return bad;
}

const DEEP = `${'['.repeat(2_000)}${']'.repeat(2_000)}`;
const values: readonly (readonly [
  what: string,
  json: string,
  type: Schema['type'] | 'null' | 'below zero' | 'none',
])[] = [
  ['null', 'null', 'null'],
  ['true', 'true', 'boolean'],
  ['a number', '1', 'integer'],
  ['a fraction', '1.5', 'number'],
  ['an infinite number', '1e999', 'none'],
  ['a number beyond every column', '9007199254740993', 'none'],
  ['a negative number', '-1', 'below zero'],
  ['text', '"surprise"', 'string'],
  ['an array', '[]', 'array'],
  ['an object', '{}', 'object'],
  ['deep nesting', DEEP, 'none'],
];

function wrongValues(options: readonly Schema[]): (readonly [what: string, json: string])[] {
  const takes = (type: string): boolean =>
    options.some(
      (option) =>
        option.type === type ||
        (type === 'integer' && option.type === 'number') ||
        (type === 'below zero' && option.type === 'number' && (option.minimum ?? 0) < 0) ||
        (type === 'null' && option.nullable),
    );
  const wrong = values
    .filter(([, , type]) => type === 'none' || !takes(type ?? 'none'))
    .map(([what, json]) => [what, json] as const);
  const texts = options.filter((option) => option.type === 'string');
  return texts.length === 0 ? wrong : [...wrong, ...wrongTexts(texts)];
}

function wrongTexts(options: readonly Schema[]): (readonly [what: string, json: string])[] {
  const longest = Math.max(...options.map((option) => option.maxLength ?? (option.pattern || option.enum ? 300 : 0)));
  return [
    ['NUL', String.raw`"a\u0000b"`],
    ['a lone high surrogate', String.raw`"a\ud800b"`],
    ['a lone low surrogate', String.raw`"a\udc00b"`],
    ...(longest > 0 ? [['too much text', JSON.stringify('x'.repeat(longest + 1))] as const] : []),
    ...(options.every((option) => (option.minLength ?? 0) > 0 || option.pattern || option.enum)
      ? [['an empty text', '""'] as const]
      : []),
    ...(options.every((option) => option.pattern || option.enum || (option.format && option.format !== 'uri'))
      ? [['another text', '"no such thing, ever"'] as const]
      : []),
  ];
}

/** What is not JSON at all, or is not taken for it. */
export const malformed: readonly (readonly [what: string, json: string | Buffer])[] = [
  ['an open brace', '{'],
  ['a trailing comma', '{"a":1,}'],
  ['single quotes', "{'a':1}"],
  ['no value', '{"a":}'],
  ['two values', '{} {}'],
  ['NaN', '{"a":NaN}'],
  ['white space', ' '],
  ['a NUL byte', Buffer.from('{"a":"\0"}')],
  ['a raw line feed in a text', '{"a":"\n"}'],
  ['a byte that is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['an overlong UTF-8 sequence', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ['a lone surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
  ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
  ['__proto__', '{"__proto__":{"role":"admin"}}'],
  ['constructor.prototype', '{"constructor":{"prototype":{"role":"admin"}}}'],
  ['an open nesting', '['.repeat(10_000)],
];
