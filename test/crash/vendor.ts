import { existsSync } from 'node:fs';
import { accept, fail, redirectTo, type Behaviour } from '../vendor-simulator/behaviour.js';
import type { Tricks } from '../vendor-simulator/signed-callback.js';
import { VendorSimulator } from '../vendor-simulator/vendor-simulator.js';
import { Random } from './random.js';
import { honestyFile, VendorLedger } from './vendor-ledger.js';

/*
 * The vendor of the crash test, a process of its own: moody until it is told to be honest, hostile in between, and with a
 * memory that survives kill -9. It insists on every callback until it is answered. PORT, VENDOR_SECRET, LEDGER (a folder).
 */
const { PORT = '', VENDOR_SECRET = '', LEDGER = '' } = process.env;

/** Longer than the gateway of the crash test waits. */
const TOO_SLOW_MS = 4_000;
const moods: readonly Behaviour[] = [
  accept,
  accept,
  accept,
  accept,
  { kind: 'slow', ms: 300 },
  { kind: 'slow', ms: TOO_SLOW_MS },
  { kind: 'silent' },
  { kind: 'cut' },
  { kind: 'flood' },
  { kind: 'drip' },
  { kind: 'huge-headers' },
  fail(500),
  fail(429, { 'retry-after': '2' }),
  fail(410),
  redirectTo('http://127.0.0.1:9/elsewhere'),
];

interface Callback {
  readonly id: string;
  readonly sequence: number;
  readonly kind: string;
  readonly message: string;
}

const ledger = new VendorLedger(LEDGER);
const vendor = new VendorSimulator();
const random = new Random(process.pid);
const begun = new Set<string>();
const settled = new Set<string>();
const isHonest = (): boolean => existsSync(honestyFile(LEDGER));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What it will say about a case: always the same, also after a restart. */
function script(caseId: string): Callback[] {
  const fate = new Random(Number.parseInt(caseId.slice(-7), 16));
  const last = fate.pick(['resolved', 'needs-info', 'rejected']);
  const kinds = ['acknowledged', ...(fate.chance(0.5) ? ['progress'] : []), last];
  return kinds.map((kind, index) => ({
    id: `msg_${caseId}_${index + 1}`,
    sequence: index + 1,
    kind,
    message: `The vendor says: ${kind}.`,
  }));
}

async function speakOf(caseId: string, callbackUrl: string): Promise<void> {
  if (begun.has(caseId)) return;
  begun.add(caseId);
  for (const callback of script(caseId)) {
    if (settled.has(callback.id)) continue;
    await pause(random.between(0, 300));
    await insist(caseId, callbackUrl, callback);
    if (random.chance(0.3)) await trick(caseId, callbackUrl, callback);
  }
}

/** Says it under one id until somebody answers. */
async function insist(caseId: string, callbackUrl: string, { id, ...callback }: Callback): Promise<void> {
  for (;;) {
    const answer = await vendor.say(callbackUrl, { caseId, ...callback }, { id }).catch(() => null);
    const status = answer?.status ?? 503;
    if (status < 300 || status === 409) {
      ledger.write({ what: 'said', id, caseId, kind: callback.kind, status });
      return;
    }
    if (![502, 503, 504].includes(status)) {
      ledger.write({ what: 'surprise', id, status, answer: JSON.stringify(answer?.body) });
      return;
    }
    await pause(random.between(200, 800));
  }
}

const forged = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const tricks: Readonly<Record<string, (callback: Callback) => readonly [Partial<Callback>, Tricks]>> = {
  repeated: ({ id }) => [{}, { id }],
  old: ({ id }) => [{ sequence: 1, kind: 'resolved' }, { id: `${id}_old` }],
  forged: ({ id }) => [
    { sequence: 99, kind: 'resolved' },
    { id: `${id}_forged`, secret: forged },
  ],
  late: ({ id }) => [
    { sequence: 99, kind: 'resolved' },
    { id: `${id}_late`, at: new Date(Date.now() - 3_600_000) },
  ],
  tampered: ({ id }) => [{ sequence: 98 }, { id: `${id}_tampered`, tamper: (body) => body.replace('98', '99') }],
};

async function trick(caseId: string, callbackUrl: string, callback: Callback): Promise<void> {
  const name = random.pick(Object.keys(tricks));
  const [said, how] = tricks[name]!(callback);
  const { sequence, kind, message } = { ...callback, ...said };
  const answer = await vendor.say(callbackUrl, { caseId, sequence, kind, message }, how).catch(() => null);
  if (!answer) return;
  const { status, body } = answer;
  ledger.write({ what: 'trick', trick: name, status, answer: String(body['status'] ?? body['code']) });
}

vendor.secret = VENDOR_SECRET;
vendor.onReceived = ({ id, signed, payload }, isTaken) => {
  const { caseId, type, callbackUrl = '' } = payload;
  ledger.write({ what: 'request', id, type, caseId, callbackUrl, signed, isTaken });
  if (isTaken) void speakOf(caseId, callbackUrl);
};
const remembered = ledger.read();
for (const entry of remembered) if (entry.what === 'said') settled.add(entry.id);
for (const entry of remembered)
  if (entry.what === 'request' && entry.isTaken) void speakOf(entry.caseId, entry.callbackUrl);

setInterval(() => vendor.behave(isHonest() ? accept : random.pick(moods)), 20);
await vendor.start(Number(PORT));
