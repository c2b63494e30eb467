import { audit, type Verdict } from './audit.js';
import { changePolicies } from './change-policies.js';
import { wreak, type Blow } from './chaos.js';
import { postAlerts } from './load-alerts.js';
import { postMails } from './load-mail.js';
import { postTickets, signIn, workTickets } from './load.js';
import { nothingPromised, type Promised } from './promised.js';
import { hurryDeliveries, waitForQuiet } from './quiet.js';
import { Random } from './random.js';
import { VendorLedger } from './vendor-ledger.js';
import { buildWorld, type Backend } from './world.js';

export interface CrashTestOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly backend: Backend;
  /** A scratch folder; the logs of every process stay there. */
  readonly directory: string;
  readonly say: (line: string) => void;
}

export interface CrashTestResult extends Verdict {
  readonly blows: readonly Blow[];
  readonly quietAfterMs: number;
}

const CUSTOMERS = 5;
const MONITORS = 1;
const MAIL_SERVERS = 2;
/** How much longer than asked for it goes on when the machine is so busy that hardly anything has happened. */
const PATIENCE_MS = 90_000;

const isEnough = ({ tickets, actions, asked, alerts, mails }: Promised): boolean =>
  tickets.size > 40 &&
  mails.size > 10 &&
  alerts.size > 0 &&
  actions.length > 20 &&
  [...asked.values()].filter((acknowledged) => acknowledged).length > 2;

/** Load and chaos together for a while, then quiet, then the audit. */
export async function crashTest({
  seed,
  seconds,
  backend,
  directory,
  say,
}: CrashTestOptions): Promise<CrashTestResult> {
  const world = await buildWorld(directory, backend, new Random(seed + 90));
  try {
    say(`everything is up on ${backend}; ${seconds} s of load and chaos with seed ${seed}`);
    const promised = nothingPromised();
    // One after the other and before the chaos: passwords take a processor's while to check.
    const tokens: (string | null)[] = [];
    for (const account of world.accounts) tokens.push(await signIn(world, promised, account));
    const end = Date.now() + seconds * 1_000;
    const isOver = (): boolean => Date.now() > end && (isEnough(promised) || Date.now() > end + PATIENCE_MS);
    let isQuiet = false;
    const hurrying = hurryDeliveries(world.databaseUrl, () => isQuiet);
    const work = [
      ...Array.from({ length: CUSTOMERS }, (_, index) =>
        postTickets(world, promised, new Random(seed + index), isOver),
      ),
      ...Array.from({ length: MONITORS }, (_, index) =>
        postAlerts(world, promised, new Random(seed + 50 + index), isOver),
      ),
      ...Array.from({ length: MAIL_SERVERS }, (_, index) =>
        postMails(world, promised, new Random(seed + 70 + index), isOver),
      ),
      changePolicies(world, promised, new Random(seed + 80), isOver),
      ...world.accounts.map((account, index) =>
        workTickets(world, promised, account, new Random(seed + 100 + index), isOver, tokens[index] ?? null),
      ),
    ];
    const blows = await wreak(world, new Random(seed), isOver);
    await Promise.all(work);
    say(`${blows.length} blows dealt; waiting for quiet`);
    const quietFrom = Date.now();
    await world.vendor.becomeHonest();
    world.smtp.becomeHonest();
    await waitForQuiet(world.databaseUrl, 180_000);
    isQuiet = true;
    await hurrying;
    const verdict = await audit(world.databaseUrl, promised, {
      ledger: new VendorLedger(directory).read(),
      smtp: world.smtp,
    });
    return { ...verdict, blows, quietAfterMs: Date.now() - quietFrom };
  } finally {
    await world.stop();
  }
}
