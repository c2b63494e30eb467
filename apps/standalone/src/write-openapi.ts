import { rename, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/*
 * The end of `npm run build`: writes dist/openapi.json, the API of all services together, which each of them serves.
 * Done again only when the compiler has written something.
 */
const dist = resolve(import.meta.dirname, '../../..');
const changedAt = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.mtimeMs ?? 0;

const file = resolve(dist, 'openapi.json');
if ((await changedAt(file)) <= (await changedAt(resolve(dist, '.build.tsbuildinfo')))) {
  const { wholeApi } = await import('./openapi/whole-api.js');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(await wholeApi(resolve(dist, '..'))));
  await rename(draft, file);
}
