import { describe, expect, test } from '@jest/globals';
import { assetTagsOf, descriptionOf, productsOf, shapeOf, subjectOf, urgencyOf } from './alert-ticket.js';
import { readAlert, type Alert } from './alertmanager.js';
import { decide } from './decide.js';

const given = {
  status: 'firing',
  labels: { alertname: 'DiskFull', instance: 'db1.acme.example:9100', severity: 'critical' },
  annotations: {
    summary: 'Disk of db1 is full',
    description: 'Only 3 % left.',
    runbook_url: 'https://wiki.example/disk',
  },
  startsAt: '2026-03-02T09:52:26.739266876+02:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example:9090/graph?g0.expr=1',
  fingerprint: '1a30ba71cca2921f',
};
const read = (over: Record<string, unknown> = {}): Alert => {
  const alert = readAlert({ ...given, ...over });
  if ('detail' in alert) throw new Error(alert.detail);
  return alert;
};
const labelled = (labels: Record<string, string>): Alert => read({ labels });

describe('an alert', () => {
  test('is read as Alertmanager sends it; the year 1 means that nobody knows', () => {
    expect(read()).toMatchObject({
      fingerprint: '1a30ba71cca2921f',
      status: 'firing',
      startsAt: new Date('2026-03-02T07:52:26.739Z'),
      endsAt: null,
    });
  });

  test.each([
    ['no status', { status: undefined }],
    ['another status', { status: 'pending' }],
    ['no labels', { labels: {} }],
    ['a list of labels', { labels: ['a'] }],
    ['labels that are no texts', { labels: { a: {} } }],
  ])('with %s cannot be read', (_, over) => {
    expect(readAlert({ ...given, ...over })).toHaveProperty('detail');
  });

  test('without a fingerprint is known by its labels, in whatever order', () => {
    const one = read({ fingerprint: undefined, labels: { a: '1', b: '2' } });
    const other = read({ fingerprint: '', labels: { b: '2', a: '1' } });
    expect(one.fingerprint).toBe(other.fingerprint);
    expect(read({ fingerprint: undefined, labels: { a: '2', b: '1' } }).fingerprint).not.toBe(one.fingerprint);
  });

  test('keeps nothing that cannot be stored, and is never longer than a post may be', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, n) => [`l${n}\0`, `${'x'.repeat(9_000)}\ud800`]),
    );
    const alert = read({ labels, annotations: { summary: 'a\0b\ud800\nc' }, generatorURL: 'javascript:alert(1)' });
    expect(subjectOf(alert)).toBe('a\ufffdb\ufffd c');
    const text = descriptionOf(alert);
    expect(text.length).toBeLessThanOrEqual(20_000);
    expect(text.isWellFormed() && !text.includes('\0') && !text.includes('javascript:')).toBe(true);
  });

  test.each([
    ['critical', 'high', 'high'],
    ['PAGE', 'high', 'high'],
    ['error', 'high', 'medium'],
    ['warning', 'medium', 'medium'],
    ['info', 'low', 'low'],
    ['whatever', 'medium', 'medium'],
    ['', 'medium', 'medium'],
  ])('of severity %j has impact %s and urgency %s', (severity, impact, urgency) => {
    expect(urgencyOf(labelled({ alertname: 'A', severity }))).toEqual({ impact, urgency });
  });

  test('is called by its summary, or by its name and where it is', () => {
    expect(subjectOf(read())).toBe('Disk of db1 is full');
    expect(subjectOf(read({ annotations: {} }))).toBe('DiskFull on db1.acme.example:9100');
    expect(subjectOf(read({ annotations: {}, labels: { job: 'x' } }))).toBe('Alert');
  });

  test('is described in words, then facts, then links', () => {
    expect(descriptionOf(read(), 'T-1042')).toBe(
      `Only 3 % left.

Firing since 2026-03-02T07:52:26.739Z.

The same alert was T-1042, which is over.

Labels:
  alertname: DiskFull
  instance: db1.acme.example:9100
  severity: critical

Links:
  runbook_url: https://wiki.example/disk
  source: http://prometheus.example:9090/graph?g0.expr=1`,
    );
  });

  test.each([
    [{ instance: 'db1.acme.example:9100' }, ['db1.acme.example:9100', 'db1.acme.example', 'db1']],
    [{ instance: '10.0.0.7:9100' }, ['10.0.0.7:9100', '10.0.0.7']],
    [{ instance: '[2001:db8::7]:9100' }, ['[2001:db8::7]:9100', '2001:db8::7']],
    [
      { instance: 'https://shop.acme.example/health' },
      ['https://shop.acme.example/health', 'shop.acme.example', 'shop'],
    ],
    [{ node: 'n1', asset: 'R-100' }, ['r-100', 'n1']],
    [{ instance: '  ' }, []],
  ])('with the labels %j may be about the assets %j', (labels, tags) => {
    expect(assetTagsOf(labelled({ alertname: 'A', ...labels } as Record<string, string>))).toEqual(tags);
  });

  test('names assets and products by other labels where its sender says so', () => {
    const alert = labelled({ device: 'SW-1', instance: 'exporter:1', app: 'Shop' });
    expect(assetTagsOf(alert, ['device'])).toEqual(['sw-1']);
    expect(productsOf(alert, ['app'])).toEqual(['shop']);
  });

  test('says something new when words change, not when a figure moves', () => {
    const shape = (description: string) => shapeOf(read({ annotations: { description } }));
    expect(shape('93.2 % of 10,000 used')).toBe(shape('4 % of 7 used'));
    expect(shape('93.2 % used')).not.toBe(shape('93.2 % free'));
  });
});

describe('what is done about an alert', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
  const firing = { status: 'firing', startsAt: at(10), endsAt: null } as const;
  const resolved = { status: 'resolved', startsAt: at(10), endsAt: at(20) } as const;

  test.each([
    ['new', firing, null, null, 'open'],
    ['told again', firing, 'firing', 'queued', 'repeat'],
    ['told again before triage has seen it', firing, 'firing', 'received', 'repeat'],
    ['firing after its ticket was resolved', firing, 'firing', 'resolved', 'reopen'],
    ['firing again after it ended', firing, 'resolved', 'resolved', 'reopen'],
    ['firing again while somebody works on it', firing, 'resolved', 'in_progress', 'refire'],
    ['firing after its ticket was closed', firing, 'resolved', 'closed', 'open'],
    ['told again after it was rejected', firing, 'firing', 'rejected', 'repeat'],
    ['firing anew after it was rejected', firing, 'resolved', 'rejected', 'open'],
    ['over', resolved, 'firing', 'queued', 'end'],
    ['over, told twice', resolved, 'resolved', 'resolved', 'ignore'],
    ['over, never known', resolved, null, null, 'ignore'],
  ] as const)('%s', (_, alert, status, state, step) => {
    expect(decide(alert, status && { status, startsAt: at(10) }, state)).toBe(step);
  });

  test('notifications that were overtaken change nothing', () => {
    expect(decide(resolved, { status: 'firing', startsAt: at(30) }, 'queued')).toBe('ignore');
    expect(decide(firing, { status: 'resolved', startsAt: at(30) }, 'resolved')).toBe('ignore');
    // Another Prometheus began to see it earlier: the same episode.
    expect(decide(resolved, { status: 'firing', startsAt: at(15) }, 'queued')).toBe('end');
  });
});
