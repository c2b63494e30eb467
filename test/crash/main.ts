import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { scratchDirectory } from '#testing';
import { crashTest } from './crash-test.js';
import { groupBy } from './group-by.js';

/*
 * npm run crash-test -- [--seconds 60] [--seed N] [--backend redis|postgres]
 * Kills services, Redis and PostgreSQL under load and checks that nothing is lost or done twice. Exit code 1 if anything is.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    backend: { type: 'string', default: 'redis' },
  },
});
if (values.backend !== 'redis' && values.backend !== 'postgres') throw new Error('--backend is redis or postgres');

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const directory = await scratchDirectory('crash');
const result = await crashTest({
  seed: Number(values.seed),
  seconds: Number(values.seconds),
  backend: values.backend,
  directory,
  say,
});

for (const [what, blows] of groupBy(result.blows, (blow) => blow.what)) {
  say(`  ${what}: ${blows.length} (at ${blows.map(({ at }) => (at / 1_000).toFixed(0)).join(', ')} s)`);
}
for (const [what, count] of Object.entries(result.counts)) say(`${what}: ${count}`);
say(`quiet after ${(result.quietAfterMs / 1_000).toFixed(1)} s`);
for (const violation of result.violations) say(`VIOLATION ${violation}`);
say(
  result.violations.length === 0
    ? `nothing lost, nothing doubled (seed ${values.seed})`
    : `FAILED with seed ${values.seed}; logs in ${directory}`,
);
if (result.violations.length === 0) await rm(directory, { recursive: true, force: true });
process.exitCode = result.violations.length === 0 ? 0 : 1;
