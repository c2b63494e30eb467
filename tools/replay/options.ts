import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotReplay } from './cannot-replay.js';

export const USAGE = `Usage: npm run replay -- FILE [--url http://127.0.0.1:3000] [--email admin@...] [--password ...] [--at-once 32]`;

export interface Options {
  readonly file: string;
  readonly url: URL;
  readonly email: string;
  readonly password: string;
  /** How many incidents are under way at once; also the most connections that are open. */
  readonly atOnce: number;
}

/**
 * Reads the command line. The admin's password: `--password`, else ADMIN_PASSWORD, else the demo's (DEMO_PASSWORD, or the
 * one that `npm start` keeps in DATA_DIR).
 */
export async function readOptions(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Options> {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new CannotReplay(`Name one file.\n${USAGE}`);
  return {
    // npm runs scripts in the root of the repository; the path is meant from where the command was typed.
    file: resolve(env['INIT_CWD'] ?? '.', file),
    url: urlOf(values.url ?? 'http://127.0.0.1:3000'),
    email: values.email ?? env['ADMIN_EMAIL'] ?? 'admin@demo.tierline.test',
    password: values.password ?? env['ADMIN_PASSWORD'] ?? env['DEMO_PASSWORD'] ?? (await demoPassword(env)),
    atOnce: wholeOf(values['at-once'] ?? '32'),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: text, email: text, password: text, 'at-once': text },
    });
  } catch (error) {
    throw new CannotReplay(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
  }
}

async function demoPassword(env: NodeJS.ProcessEnv): Promise<string> {
  const kept = await readFile(join(env['DATA_DIR'] ?? '.data', 'demo-password'), 'utf8').catch(() => '');
  if (kept.trim()) return kept.trim();
  throw new CannotReplay(`Give an admin's address and password: --email and --password, or ADMIN_PASSWORD.\n${USAGE}`);
}

function urlOf(text: string): URL {
  if (URL.canParse(text) && /^https?:/.test(text)) return new URL(text);
  throw new CannotReplay(`"${text}" is not a URL like http://127.0.0.1:3000.\n${USAGE}`);
}

function wholeOf(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 1_000) return number;
  throw new CannotReplay(`--at-once is a whole number from 1 to 1000, not "${text}".\n${USAGE}`);
}
