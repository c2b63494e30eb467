import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backends, scratchDirectory } from '#testing';
import { ADMIN, Company } from './journey/company.js';
import { oddLog } from './replay/odd-log.js';
import { REPLAY, RootProcess } from './root.process.js';

const SLOW = 180_000;
const REAL = resolve(import.meta.dirname, '../../../shared/corpora/incidents/events.csv');
/** The seven told ones, and some made up. */
const INCIDENTS = 10;
/** Of the 200 real ones; `npm run replay` takes them all in a minute. */
const REAL_INCIDENTS = 20;

/* One backend is enough for the real incidents here, and the redis one is the quicker. */
const [forReal] = [...backends()].toSorted().reverse();

let folder: string;
beforeAll(async () => void (folder = await scratchDirectory('replay')));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The log of the first so many incidents. */
function firstIncidents(log: string, count: number): string {
  const [head, ...lines] = log.split('\n');
  const incident = (line: string): string => line.split(',', 1)[0]!;
  const chosen = new Set([...new Set(lines.filter(Boolean).map(incident))].slice(0, count));
  return [head, ...lines.filter((line) => chosen.has(incident(line)))].join('\n');
}

describe.each(backends())('npm run replay, with queues on %s', (backend) => {
  let company: Company;
  beforeAll(async () => void (company = await Company.open(backend)), SLOW);
  afterAll(() => company?.close(), SLOW);

  async function replay(file: string): Promise<{ code: number | string; said: string }> {
    const args = [file, '--url', company.url, '--email', ADMIN.email, '--password', ADMIN.password];
    const process = new RootProcess(REPLAY, args, folder, {});
    return { code: await process.ended(), said: process.said };
  }

  it(
    'takes incidents every way there is, a second time too, and finds them on the timelines as in the log',
    async () => {
      const file = join(folder, 'log.csv');
      await writeFile(file, oddLog({ incidents: INCIDENTS, teams: 3, seed: 7 }));
      for (const round of [1, 2]) {
        const { code, said } = await replay(file);
        expect({ round, code, said }).toEqual({ round, code: 0, said: expect.stringMatching(/dead letters +0\n/) });
        expect(said).toMatch(new RegExp(`level paths +${INCIDENTS} of ${INCIDENTS} match the log\n`));
        expect(said).toMatch(new RegExp(`hand-offs +${INCIDENTS} of ${INCIDENTS} match the log\n`));
        expect(said).toContain('Unmatched/Unmatched');
      }
      await company.quiet();
    },
    SLOW,
  );

  it(
    'ends with 1 and says which incident is not as it is expected to be',
    async () => {
      const own = await scratchDirectory('replay-expected');
      const file = join(own, 'log.csv');
      await writeFile(
        file,
        oddLog({ incidents: 1, teams: 1, seed: 1 })
          .split('\r\n')
          .filter((line) => /^SR|^up/.test(line))
          .join('\n'),
      );
      const expected = [{ id: 'up-and-up', level_path: ['L1', 'L2'], team_handoffs: 2 }];
      await writeFile(join(own, 'expected.json'), JSON.stringify(expected));
      const { code, said } = await replay(file);
      await rm(own, { recursive: true });
      expect(code).toBe(1);
      expect(said).toMatch(/differs: up-and-up .* went L1 L2 L3 with 2 hand-offs; the log has L1 L2 with 2 hand-offs/);
      expect(said).toMatch(/level paths +0 of 1 match/);
      expect(said).toMatch(/hand-offs +1 of 1 match/);
    },
    SLOW,
  );

  (backend === forReal && existsSync(REAL) ? it : it.skip)(
    `takes ${REAL_INCIDENTS} real incidents through (${existsSync(REAL) ? `on ${forReal} only` : `no ${REAL}`})`,
    async () => {
      const file = join(folder, 'real.csv');
      await writeFile(file, firstIncidents(await readFile(REAL, 'utf8'), REAL_INCIDENTS));
      const { code, said } = await replay(file);
      const all = `${REAL_INCIDENTS} of ${REAL_INCIDENTS}`;
      expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(`level paths +${all} match`) });
      await company.quiet();
    },
    2 * SLOW,
  );
});
