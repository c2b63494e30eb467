import { expect, test } from '@jest/globals';
import { csvHead, csvOf } from './outcomes-csv.js';
import type { OutcomeView } from './outcomes.views.js';

const at = new Date('2026-03-02T09:00:00Z');
const outcome: OutcomeView = {
  clockId: 'c',
  ticket: { id: 't', number: 'T-7' },
  kind: 'tier',
  tier: 2,
  cycle: 1,
  owner: { id: 'o', name: 'Сеть' },
  priority: 'P1',
  policy: { id: 'p', version: 3, name: 'tier for P1, L2' },
  result: 'breached',
  targetSeconds: 60,
  usedSeconds: 90,
  lateSeconds: 30,
  startedAt: at,
  dueAt: at,
  breachedAt: null,
  endedAt: at,
};
const ofOwner = (name: string): string =>
  csvOf([{ ...outcome, owner: { id: 'o', name } }])
    .split(',')
    .slice(4)[0]!;

test('a line has a field for each column, and is ended as it should be', () => {
  expect(csvHead.split(',')).toHaveLength(20);
  expect(csvOf([outcome, outcome]).split('\r\n')).toEqual([
    ...Array(2).fill('T-7,tier,2,1,Сеть,P1,"tier for P1, L2",breached,60,90,30,2026-03-02T09:00:00.000Z,2026-03-02T09:00:00.000Z,,2026-03-02T09:00:00.000Z,t,c,o,p,3'), // prettier-ignore
    '',
  ]);
});

test.each([
  ['=HYPERLINK("http://x.example")', `"'=HYPERLINK(""http://x.example"")"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['  =1', `"'  =1"`],
  ['\r\n=1', `"'\r\n=1"`],
  ['＝1', `"'＝1"`],
  ['A "B"', `"A ""B"""`],
  ['A=1', 'A=1'],
])('what a spreadsheet would work out is text: %j', (name, expected) => {
  expect(ofOwner(name)).toBe(expected);
});
