import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../../../shared/corpora');

/** Why tests with foreign material are skipped; null when the material is there. */
export const missing: string | null = existsSync(join(FOLDER, 'json-test-suite')) ? null : `no ${FOLDER}`;

/** The bodies of a JSON parser's test suite, by name. */
export const jsonBodies = (): [name: string, bytes: Buffer][] =>
  readdirSync(join(FOLDER, 'json-test-suite'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, readFileSync(join(FOLDER, 'json-test-suite', name))]);

/** Strings that make trouble somewhere. */
export const naughtyStrings = (): string[] =>
  JSON.parse(readFileSync(join(FOLDER, 'text', 'blns.json'), 'utf8')) as string[];
