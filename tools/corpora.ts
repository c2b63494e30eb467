import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bounces } from './corpora/bounces.js';
import type { CorpusSet } from './corpora/corpus-set.js';
import { cpythonEmail } from './corpora/cpython-email.js';
import { crispEmailReplyParser } from './corpora/crisp-email-reply-parser.js';
import { mailWebhooks } from './corpora/mail-webhooks.js';
import { mikelMail } from './corpora/mikel-mail.js';
import { slaCases } from './corpora/sla-cases.js';
import { talon } from './corpora/talon.js';

/*
 * npm run corpora [-- --from FOLDER] [-- --misses] [set ...]
 * Runs real material whose results are known, one line a set; with --misses also every expectation that does not hold.
 */

const sets: readonly CorpusSet[] = [
  mailWebhooks,
  bounces,
  mikelMail,
  cpythonEmail,
  crispEmailReplyParser,
  talon,
  slaCases,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string', default: '../shared/corpora' }, misses: { type: 'boolean', default: false } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const unknown = positionals.filter((name) => !sets.some((set) => set.name === name));
if (unknown.length > 0) {
  const known = sets.map(({ name }) => name).join(', ');
  process.stderr.write(`corpora: there is no set ${unknown.join(', ')}; there are: ${known}.\n`);
  process.exit(1);
}
const wanted = sets.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
for (const set of wanted) {
  const folder = join(resolve(values.from), set.name);
  if (!existsSync(folder)) {
    say(`${set.name}: not there (${folder}); skipped`);
    continue;
  }
  const began = performance.now();
  const { right, of, note, misses } = await set.run(folder);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(
    `${set.name}: ${right} of ${of} (${((100 * right) / Math.max(1, of)).toFixed(1)} %)${note ? `, ${note}` : ''}, ${seconds} s`,
  );
  if (values.misses) for (const miss of misses) say(`  ${miss}`);
}
