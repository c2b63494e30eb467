import { randomUUID } from 'node:crypto';
import { json, pause, request, type Promised } from './promised.js';
import type { Random } from './random.js';
import type { World } from './world.js';

interface Watched {
  readonly fingerprint: string;
  status: 'unknown' | 'firing' | 'resolved';
  firings: number;
}

const watched = (): Watched => ({ fingerprint: randomUUID(), status: 'unknown', firings: 0 });

/**
 * A pair of Alertmanagers: an alert fires, is told again, ends and fires again; now and then both tell it at once. What is
 * not taken is told until it is.
 */
export async function postAlerts(
  world: World,
  promised: Promised,
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  const all = Array.from({ length: 4 }, watched);
  while (!isOver()) {
    const place = Math.floor(random.next() * all.length);
    const alert = all[place]!;
    alert.status = alert.status === 'firing' && random.chance(0.5) ? 'resolved' : 'firing';
    const times = random.chance(0.3) ? 2 : 1;
    if (alert.status === 'firing') alert.firings += times;
    const intakes = world.replicas('intake');
    const taken = await Promise.all(
      Array.from({ length: times }, () => tell(promised, random.pick(intakes), world.apiKey, alert, random)),
    );
    if (taken.includes(false)) all[place] = watched();
    else promised.alerts.set(alert.fingerprint, { status: alert.status, firings: alert.firings });
    if (alert.status === 'resolved' && random.chance(0.5)) all[place] = watched();
    await pause(random.between(30, 150));
  }
}

/** Insists as Alertmanager does; false when it was refused for good. */
async function tell(
  promised: Promised,
  intake: string,
  key: string,
  { fingerprint, status }: Watched,
  random: Random,
): Promise<boolean> {
  const alert = {
    status,
    fingerprint,
    labels: { alertname: 'PrinterDown', instance: 'printer-7:9100', severity: 'warning' },
    annotations: { summary: `The printer is gone ${fingerprint}` },
    startsAt: '2026-03-02T09:00:00Z',
    endsAt: status === 'resolved' ? new Date().toISOString() : '0001-01-01T00:00:00Z',
  };
  const body = { version: '4', status, receiver: 'tierline', truncatedAlerts: 0, alerts: [alert] };
  for (;;) {
    const answer = await request(promised, `${intake}/api/v1/inbound/alerts?source=crash`, json(key, body));
    if (answer?.status === 200 && (answer.body['refused'] as unknown[]).length === 0) return true;
    if (answer) {
      promised.surprises.push(`POST alert: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
      return false;
    }
    await pause(random.between(50, 300));
  }
}
