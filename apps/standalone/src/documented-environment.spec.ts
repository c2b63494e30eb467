import { httpEnv } from '#service';
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { services } from './services.js';
import { standaloneConfig } from './standalone.config.js';

const clone = resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(resolve(clone, file), 'utf8');

/** Every variable any process understands. Where `npm start` has a default of its own, that of single services counts. */
const schemas = new Map<string, z.ZodType>(
  [standaloneConfig, httpEnv(3000), ...services.map(({ env }) => env)].flatMap((schema) =>
    Object.entries((schema as z.ZodObject<Record<string, z.ZodType>>).shape),
  ),
);

/** What is wrong with a documented value: it is refused, or it is not the default. Null when nothing is. */
function fault(name: string, value: string): string | null {
  const schema = schemas.get(name);
  const given = schema?.safeParse(value);
  if (!schema || !given?.success) return `${name}=${value} is refused`;
  const byDefault = schema.safeParse(undefined).data;
  // Optional ones without a default are examples; a folder is made absolute.
  if (byDefault === undefined || name === 'DATA_DIR') return null;
  const same = JSON.stringify(byDefault) === JSON.stringify(given.data);
  return same ? null : `${name} is ${JSON.stringify(byDefault)} by default, not ${value}`;
}

describe('.env.example', () => {
  const entries = [...read('.env.example').matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [
    name!,
    value!,
  ]);

  it('has every variable that a schema has, and no other', () => {
    expect(new Set(entries.map(([name]) => name))).toEqual(new Set(schemas.keys()));
  });

  it('shows the defaults', () => {
    expect(entries.flatMap(([name, value]) => (value ? (fault(name!, value) ?? []) : []))).toEqual([]);
  });
});

describe("the README's table of variables", () => {
  const rows = [...read('README.md').matchAll(/^\| (`[A-Z0-9_]+`(?:, `[A-Z0-9_]+`)*) +\| ([^|]+) \|/gm)].flatMap(
    ([, names, defaults]) => {
      // A default in words, such as `random`, is none to check.
      const values = defaults!.startsWith('`') ? [...defaults!.matchAll(/`([^`]+)`/g)].map(([, value]) => value!) : [];
      return [...names!.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name], at) => [name!, values[at]] as const);
    },
  );

  it('names variables there are, with their defaults', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.flatMap(([name, value]) => (schemas.has(name) ? [] : name) || (value && fault(name, value)))).toEqual(
      [],
    );
  });
});
