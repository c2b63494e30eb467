import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * What Alertmanager posts (its webhook format, version 4), and Grafana with it. It is a foreign format: what we do not
 * know is let through unread, and one alert that cannot be understood does not keep the others out.
 */
export const notification = z.looseObject({
  alerts: z.array(z.looseObject({})).max(10_000).meta({
    description:
      'As Alertmanager sends them: `status` (firing or resolved), `labels`, `annotations`, `startsAt`, `endsAt`, `generatorURL`, `fingerprint`.',
  }),
  truncatedAlerts: z.int().min(0).max(1_000_000_000).optional(),
});
export type Notification = z.output<typeof notification>;

type Texts = ReadonlyMap<string, string>;

/** One alert, made safe to keep. */
export interface Alert {
  readonly fingerprint: string;
  readonly status: 'firing' | 'resolved';
  readonly labels: Texts;
  readonly annotations: Texts;
  /** When it began to fire; null when that is not said. */
  readonly startsAt: Date | null;
  /** When it ended or will; null when that is not said. */
  readonly endsAt: Date | null;
  readonly generatorUrl: string | null;
}

export interface Unreadable {
  readonly detail: string;
}

/** Of so many labels and annotations, and so much of each. */
const MOST = { texts: 100, name: 200, value: 4_000 };

/** Reads one element of `alerts`. */
export function readAlert(given: Readonly<Record<string, unknown>>): Alert | Unreadable {
  const status = typeof given['status'] === 'string' ? given['status'].toLowerCase() : '';
  if (status !== 'firing' && status !== 'resolved') return { detail: 'Its `status` must be firing or resolved.' };
  const labels = textsOf(given['labels']);
  if (labels === null || labels.size === 0) return { detail: 'It needs `labels`: names with texts.' };
  return {
    fingerprint: fingerprintOf(given['fingerprint'], labels),
    status,
    labels,
    annotations: textsOf(given['annotations']) ?? new Map(),
    startsAt: instantOf(given['startsAt']),
    endsAt: instantOf(given['endsAt']),
    generatorUrl: urlOf(given['generatorURL']),
  };
}

/** What cannot be stored is replaced, what is too long is cut: nothing of a foreign text is a reason to lose an alert. */
export const safeText = (text: string, max: number): string => {
  const cut = text.length > max ? `${text.slice(0, max - 1)}…` : text;
  return cut.toWellFormed().replaceAll('\0', '\ufffd');
};

function textsOf(given: unknown): Map<string, string> | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(given)) {
    if (texts.size >= MOST.texts) break;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    texts.set(safeText(name, MOST.name), safeText(String(value), MOST.value));
  }
  return texts;
}

/** Alertmanager's own; without one, made from the labels, which is what it stands for. */
function fingerprintOf(given: unknown, labels: Texts): string {
  if (typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given)) return given;
  const sorted = [...labels].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `labels-${createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 32)}`;
}

/** Go's year 1 stands for "not known". Years that no calendar of ours can hold are not known either. */
function instantOf(given: unknown): Date | null {
  if (typeof given !== 'string' || given.length > 40) return null;
  const at = new Date(given);
  return at.getUTCFullYear() >= 1970 && at.getUTCFullYear() < 2200 ? at : null;
}

function urlOf(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > 4_000 || !URL.canParse(given)) return null;
  return /^https?:/i.test(given) ? safeText(given, 4_000) : null;
}
