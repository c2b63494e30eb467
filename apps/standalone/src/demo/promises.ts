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

/** What Vetrolin promises, as its admin would say it; what is promised already, by a start that was cut off, stays. */
export async function makePromises(client: DemoClient): Promise<void> {
  await client.put('admin', `sla/calendars/${OFFICE}`, office);
  for (const policy of policies) {
    await client.post('admin', 'sla/policies', policy).catch((error: unknown) => {
      if (!(error instanceof DemoRefused && error.status === 409)) throw error;
    });
  }
}
