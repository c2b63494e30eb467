import { fail, type Behaviour } from './behaviour.js';
import { VendorSimulator } from './vendor-simulator.js';

/*
 * A vendor to play with: PORT (4100), VENDOR_SECRET (`whsec_...`, from making the vendor or rotating its secret), ANSWERS
 * (kinds it says on each new case, `acknowledged,resolved` unless told otherwise), STATUS (what it answers instead of 202), BEHAVIOUR (how it
 * misbehaves instead: silent, cut, reset, slow-headers, hints, garbage, flood, drip, huge-headers).
 * The callback address comes with the case when the gateway knows PUBLIC_URL.
 */
const { PORT = '4100', VENDOR_SECRET, ANSWERS = 'acknowledged,resolved', STATUS, BEHAVIOUR } = process.env;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (!VENDOR_SECRET) {
  process.stderr.write('Set VENDOR_SECRET to the secret that was shown when the vendor was made.\n');
  process.exit(1);
}

const vendor = new VendorSimulator();
vendor.secret = VENDOR_SECRET;
vendor.answers = ANSWERS.split(',').flatMap((kind) => (kind ? [{ kind, message: `The vendor says: ${kind}.` }] : []));
if (STATUS) vendor.behave(fail(Number(STATUS)));
if (BEHAVIOUR) vendor.behave({ kind: BEHAVIOUR } as Behaviour);

say(`The vendor listens at ${await vendor.start(Number(PORT))}`);
const timer = setInterval(() => {
  for (const { id, signed, payload } of vendor.received.splice(0)) {
    say(
      `${signed ? '' : 'FORGED '}${payload.type} ${payload.caseNumber} (${payload.ticketNumber}): ${payload.body ?? payload.subject} [${id}]`,
    );
  }
}, 200);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    clearInterval(timer);
    void vendor.stop();
  });
}
