import { DemoRefused, type DemoClient } from './demo-client.js';
import { VENDOR } from './story.js';

const OFFICE = 'office';

/** When Vetrolin is at its desks. */
const office = {
  name: 'Vetrolin office',
  calendar: {
    timezone: 'Europe/Amsterdam',
    hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:30', '17:30']]])),
    holidaysOf: [{ country: 'NL' }],
  },
};

/** Beside what every installation promises from the start: questions, premium support and the vendor. */
const policies = [
  { kind: 'next_response', conditions: {}, targetSeconds: 8 * 3_600, calendar: OFFICE },
  {
    kind: 'next_response',
    conditions: { entitlement: 'premium' },
    targetSeconds: 2 * 3_600,
    thresholds: [{ percent: 75 }, { percent: 100 }, { percent: 200, notify: 'hierarchy' }],
  },
  { kind: 'periodic_update', conditions: { entitlement: 'premium' }, targetSeconds: 86_400 },
  { kind: 'vendor_ack', conditions: { vendorId: VENDOR }, targetSeconds: 4 * 3_600, calendar: OFFICE },
  { kind: 'vendor_resolution', conditions: { vendorId: VENDOR }, targetSeconds: 45 * 3_600, calendar: OFFICE },
];

/** What Vetrolin promises, as its admin would say it. Gives the refusals; what an earlier start has promised is none. */
export async function makePromises(client: DemoClient): Promise<readonly DemoRefused[]> {
  const asked = [() => client.put('admin', `sla/calendars/${OFFICE}`, office)].concat(
    policies.map((policy) => () => client.post('admin', 'sla/policies', policy)),
  );
  const refusals: DemoRefused[] = [];
  for (const ask of asked) {
    await ask().catch((error: unknown) => {
      if (!(error instanceof DemoRefused)) throw error;
      if (error.status !== 409) refusals.push(error);
    });
  }
  return refusals;
}
