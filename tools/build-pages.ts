import openapiTS, { astToString } from 'openapi-typescript';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/*
 * The last part of `npm run build`: the web pages in dist/dashboard, and the types of the API they are checked against.
 * Done again only when the pages, the API or what they are built with have changed.
 */
const root = resolve(import.meta.dirname, '../..');
const dashboard = join(root, 'apps/dashboard');
const api = join(root, 'dist/openapi.json');
const types = join(dashboard, 'src/api/schema.d.ts');
const page = join(root, 'dist/dashboard/index.html');

const changedAt = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.mtimeMs ?? 0;

async function lastChange(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Math.max(...(await Promise.all(files.map(({ parentPath, name }) => changedAt(join(parentPath, name))))));
}

if ((await changedAt(types)) < (await changedAt(api))) {
  const text = astToString(await openapiTS(pathToFileURL(api)));
  if ((await readFile(types, 'utf8').catch(() => '')) !== text) await writeFile(types, text);
}
const newest = Math.max(await lastChange(dashboard), await changedAt(join(root, 'package-lock.json')));
if ((await changedAt(page)) <= newest) await build({ root: dashboard, logLevel: 'warn' });
