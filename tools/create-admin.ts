import { hashPassword } from '#access';
import { runningEmbeddedUrl, newId } from '#database';
import { email } from '#http';
import {
  CannotStart,
  localDatabase,
  localDatabaseEnv,
  migratedDatabase,
  readEnv,
  runProcess,
  type Lifetime,
} from '#service';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { z } from 'zod';

const USAGE = 'Usage: npm run create-admin -- --email you@example.com --name "Your Name" [--password-stdin]';
const LEAST = 10;

const wanted = z.object({
  email: z.string({ error: 'is missing' }).pipe(email()),
  name: z.string({ error: 'is missing' }).trim().min(1, { error: 'must not be empty' }).max(200),
});

const name = 'create-admin';
const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** `npm run create-admin`: the first admin of an installation, on DATABASE_URL or the embedded server (running or not). */
async function createAdmin(lifetime: Lifetime): Promise<void> {
  const { fields, fromStdin } = readArguments();
  const env = readEnv(z.object(localDatabaseEnv));
  const password = await readPassword(fromStdin);
  const url =
    env.DATABASE_URL ??
    (await runningEmbeddedUrl(env.DATA_DIR, say)) ??
    (await localDatabase(env, { name, say }, lifetime));
  const dataSource = await migratedDatabase(url, { name, say, withQueues: false }, lifetime);
  const rows = await dataSource.query<unknown[]>(
    `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1, $2, $3, 'admin', $4)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [newId(), fields.email.toLowerCase(), fields.name, await hashPassword(password)],
  );
  if (rows.length === 0) throw new CannotStart(`There is already an account for ${fields.email}: nothing was changed.`);
  process.stdout.write(`${fields.name} <${fields.email}> is an admin now.\n`);
  lifetime.end();
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { email: { type: 'string' }, name: { type: 'string' }, 'password-stdin': { type: 'boolean' } },
    });
    const fields = wanted.safeParse(values);
    if (fields.success) return { fields: fields.data, fromStdin: values['password-stdin'] ?? false };
    const [issue] = fields.error.issues;
    throw new CannotStart(`--${issue?.path.join('.')} ${issue?.message}\n${USAGE}`);
  } catch (error) {
    if (error instanceof CannotStart) throw error;
    throw new CannotStart(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
  }
}

/** Asked for without showing it, twice; or one line of standard input when that is no terminal. */
async function readPassword(fromStdin: boolean): Promise<string> {
  const password = fromStdin || !process.stdin.isTTY ? await firstLine() : await prompted();
  if (password.length >= LEAST) return password;
  throw new CannotStart(`The password must have at least ${LEAST} characters${password === '' ? '; none came' : ''}.`);
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

async function prompted(): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const ask = async (question: string): Promise<string> => {
    process.stderr.write(question);
    const answer = await terminal.question('');
    process.stderr.write('\n');
    return answer;
  };
  try {
    const password = await ask('Password: ');
    if (password !== (await ask('Once more: ')))
      throw new CannotStart('The two passwords differ: nothing was changed.');
    return password;
  } finally {
    terminal.close();
  }
}

await runProcess(name, createAdmin);
