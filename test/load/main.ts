import { deskBench } from './desk.bench.js';
import { flowBench } from './flow.bench.js';
import { intakeBench } from './intake.bench.js';
import { liveBench } from './live.bench.js';
import { mailBench } from './mail.bench.js';
import { pipelineBench } from './pipeline.bench.js';
import { slaBench } from './sla.bench.js';
import { say } from './bench-world.js';

/*
 * npm run bench [-- intake | flow | pipeline | sla | mail | desk | live]: ratios within one run, rate limits off. Close everything else before. They take
 * two minutes, one, three, six, one, twelve and two. BENCH_SCALE=0.05 makes `sla` small, to try it,
 * TICKETS=100000 `desk`, whose set DESK_DATA=/some/folder keeps for the next time.
 */
const benches: Readonly<Record<string, () => Promise<void>>> = {
  intake: intakeBench,
  flow: flowBench,
  pipeline: pipelineBench,
  sla: slaBench,
  mail: mailBench,
  live: liveBench,
  desk: deskBench,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  say(`There is no bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) await benches[name]?.();
