import type { Level } from '#domain';
import { createHash } from 'node:crypto';
import { safeText, type Alert } from './alertmanager.js';

const MOST = { subject: 300, value: 1_000, whole: 20_000 };

/** Labels that name a piece of equipment, those that say it outright first. */
export const ASSET_LABELS = ['asset', 'asset_tag', 'instance', 'host', 'node'] as const;
export const PRODUCT_LABELS = ['product', 'service'] as const;

type Urgency = readonly [impact: Level, urgency: Level];
const severities: readonly (readonly [RegExp, Urgency])[] = [
  [/^(critical|crit|page|fatal|emergency|emerg|disaster|blocker|sev-?[01]|p[01])$/, ['high', 'high']],
  [/^(high|error|err|major|severe|sev-?2|p2)$/, ['high', 'medium']],
  [/^(warning|warn|medium|average|moderate|sev-?3|p3)$/, ['medium', 'medium']],
  [/^(minor|sev-?4|p4)$/, ['low', 'medium']],
  [/^(info|information|informational|notice|low|debug|none|ok|sev-?5|p5)$/, ['low', 'low']],
];

/** As the rule's author wrote it; null when he did not. */
export const severityOf = ({ labels }: Alert): string | null => {
  const severity = labels.get('severity') ?? labels.get('priority') ?? labels.get('level');
  return severity === undefined || severity.trim() === '' ? null : safeText(severity.trim(), 100);
};

/** How bad and how soon; a severity nobody agreed on is in the middle. */
export function urgencyOf(alert: Alert): { readonly impact: Level; readonly urgency: Level } {
  const severity = severityOf(alert)?.toLowerCase() ?? '';
  const [impact, urgency] = severities.find(([words]) => words.test(severity))?.[1] ?? ['medium', 'medium'];
  return { impact, urgency };
}

/** One line: what the rule's author calls it, or its name and where it is. */
export function subjectOf({ labels, annotations }: Alert): string {
  const summary = annotations.get('summary') ?? annotations.get('title') ?? annotations.get('message');
  const name = labels.get('alertname') ?? 'Alert';
  const where = labels.get('instance') ?? labels.get('host') ?? labels.get('node');
  const line = oneLine(summary ?? '') || oneLine(where === undefined ? name : `${name} on ${where}`);
  return safeText(line || 'Alert', MOST.subject);
}

/** What an agent reads first: words, then facts, then links. */
export function descriptionOf(alert: Alert, earlier: string | null = null): string {
  const { labels, annotations, startsAt, generatorUrl } = alert;
  const links = [...annotations].filter(([name, value]) => isLink(name, value));
  const words = ['description', 'message', 'summary'].map((name) => annotations.get(name)).find((text) => text?.trim());
  const told = new Set(['description', 'message', 'summary', 'title', ...links.map(([name]) => name)]);
  const others = [...annotations].filter(([name]) => !told.has(name));
  const parts = [
    words?.trim() ?? subjectOf(alert),
    startsAt && `Firing since ${startsAt.toISOString()}.`,
    earlier && `The same alert was ${earlier}, which is over.`,
    others.length > 0 && `Annotations:\n${lines(others)}`,
    `Labels:\n${lines([...labels].toSorted(([one], [other]) => (one < other ? -1 : 1)))}`,
    (links.length > 0 || generatorUrl) &&
      `Links:\n${lines([...links, ...(generatorUrl ? [['source', generatorUrl] as const] : [])])}`,
  ];
  return safeText(parts.filter(Boolean).join('\n\n'), MOST.whole);
}

/** Changes when the alert says something new, not when a figure in it moves. */
export const shapeOf = (alert: Alert): string => {
  const annotations = [...alert.annotations].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const text = JSON.stringify([severityOf(alert), annotations]).replaceAll(/\p{Nd}+([.,:]\p{Nd}+)*/gu, '#');
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
};

/** Tags the asset may have, in lower case, the best first: the label as it is, without port, scheme and domain. */
export function assetTagsOf({ labels }: Alert, names: readonly string[] = ASSET_LABELS): string[] {
  const values = names.map((name) => labels.get(name)?.trim() ?? '').filter((value) => value !== '');
  return [...new Set(values.flatMap(withoutAddress).map((tag) => tag.toLowerCase()))].filter(
    (tag) => tag.length <= 200,
  );
}

/** What the alert calls the product, in lower case, the best first. */
export const productsOf = ({ labels }: Alert, names: readonly string[] = PRODUCT_LABELS): string[] =>
  names
    .map((name) => labels.get(name)?.trim().toLowerCase() ?? '')
    .filter((value) => value !== '' && value.length <= 200);

function withoutAddress(value: string): string[] {
  const host = /^[a-z][a-z\d+.-]*:\/\//i.test(value) && URL.canParse(value) ? new URL(value).hostname : value;
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(host)?.[1] ?? (/^([^:]+):\d+$/.exec(host)?.[1] || host);
  const isAddress = /^[\d.]+$/.test(bare) || bare.includes(':');
  const [label = ''] = bare.split('.', 1);
  return [value, host, bare, ...(isAddress || label === '' ? [] : [label])];
}

const isLink = (name: string, value: string): boolean => /_?(url|link)$/i.test(name) || /^https?:\/\/\S+$/.test(value);
const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
const lines = (texts: readonly (readonly [string, string])[]): string =>
  texts.map(([name, value]) => `  ${oneLine(name)}: ${safeText(oneLine(value), MOST.value)}`).join('\n');
