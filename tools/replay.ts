import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Api } from './replay/api.js';
import { CannotReplay } from './replay/cannot-replay.js';
import { expectations, type Expected } from './replay/compare.js';
import { readOptions } from './replay/options.js';
import { readLog } from './replay/read-log.js';
import { report } from './replay/report.js';
import { run } from './replay/run.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm run replay -- FILE`: a log of incidents goes through a running system. 0 when everything is as in the log. */
async function replay(): Promise<number> {
  const { file, url, email, password, atOnce } = await readOptions(process.argv.slice(2));
  const { incidents, skipped } = await readLog(file);
  if (skipped > 0) say(`${skipped} lines without a number belong to no incident and are left out.`);
  const expected = await expectationsBeside(file);
  const api = new Api(url, atOnce);
  const answer = await api
    .ask({ method: 'POST', path: 'auth/login', body: { email, password } })
    .catch((error: Error) => {
      throw new CannotReplay(`Nothing answers at ${url.origin} (${error.message}): start it, or give --url.`);
    });
  if (answer.status !== 200)
    throw new CannotReplay(`${email} cannot log in at ${url.origin}: ${answer.status} ${answer.body?.detail ?? ''}`);
  const admin = { token: answer.body.accessToken as string, password };
  const outcome = await run({ incidents, expected, api, admin, atOnce, say });
  for (const line of report(outcome)) say(line);
  api.close();
  return outcome.isGood ? 0 : 1;
}

/** What the log is known to come to, when that lies beside it. */
async function expectationsBeside(file: string): Promise<ReadonlyMap<string, Expected> | null> {
  const beside = join(dirname(file), 'expected.json');
  const json = await readFile(beside, 'utf8').catch(() => null);
  if (json === null) return null;
  try {
    return expectations(JSON.parse(json));
  } catch (error) {
    throw new CannotReplay(`${beside} cannot be understood: ${(error as Error).message}`);
  }
}

process.exitCode = await replay().catch((error: unknown) => {
  process.stderr.write(`replay: ${error instanceof CannotReplay ? error.message : String((error as Error).stack)}\n`);
  return 1;
});
