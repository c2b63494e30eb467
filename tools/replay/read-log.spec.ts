import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wayOf } from './incident.js';
import { readLog } from './read-log.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tierline-log-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(text: string) {
  const file = join(folder, 'log.csv');
  await writeFile(file, text);
  return readLog(file);
}

const HEADER = 'SR Number,Change Date+Time,Status,Sub Status,Involved ST,ST Level,SR Latest Impact,Product,Country';

test('an incident is its lines in the order of their time, and as in the file where that is the same', async () => {
  const { incidents } = await read(
    [
      HEADER,
      '1,2012-01-02T10:00:00+01:00,Accepted,In Progress,B,L2,High,P,nl',
      '2,2012-01-02T10:00:00+01:00,Queued,,A,L1,Low,,',
      '1,2012-01-02T10:00:00+01:00,Completed,Resolved,C,L3,High,P,nl',
      '1,2012-01-02T08:59:00Z,Queued,Awaiting Assignment,A,L1,High,P,nl',
    ].join('\n'),
  );
  expect(incidents.map(({ id, rows }) => [id, rows.map(({ team }) => team)])).toEqual([
    ['1', ['A', 'B', 'C']],
    ['2', ['A']],
  ]);
  expect(incidents[0]).toMatchObject({ impact: 'High', product: 'P', country: 'nl' });
});

test('byte order mark, CRLF, quotes, line breaks in values and columns in another order are read', async () => {
  const { incidents } = await read(
    `\uFEFF"ST Level","Involved ST",Status,"Change Date+Time","SR Number",More\r\nL2,"Team ""X"",\r\nnorth",Queued,2012-01-02,7,\r\n\r\n`,
  );
  expect(incidents).toMatchObject([
    { id: '7', product: '', rows: [{ level: 2, team: 'Team "X",\r\nnorth', status: 'Queued', subStatus: '' }] },
  ]);
});

test('what a line leaves out is as it was before', async () => {
  const { incidents, skipped } = await read(
    [HEADER, '1,,Queued,,,,,,', '1,,Queued,,A 3rd,,,,', '1,,,,,L2,,,', '1', ',,Queued,,A,L1,,,'].join('\n'),
  );
  expect(incidents[0]?.rows.map(({ team, level }) => `${team} ${level}`)).toEqual([
    'A 3rd 3',
    'A 3rd 3',
    'A 3rd 2',
    'A 3rd 2',
  ]);
  expect(skipped).toBe(1);
});

test('a file that is no log says what it lacks', async () => {
  await expect(read('a,b\n1,2\n')).rejects.toThrow('The log has no column "SR Number", "Change Date+Time"');
  await expect(read(HEADER)).rejects.toThrow('holds no incidents');
  await expect(readLog(join(folder, 'nowhere.csv'))).rejects.toThrow(/nowhere\.csv cannot be read: ENOENT/);
});

test('the way of an incident counts a level each time it comes there, and a hand-off each time the team changes', () => {
  const stops = [1, 1, 2, 1, 1].map((level, index) => ({ level, team: 'AABCC'[index] ?? '' }));
  expect(wayOf(stops)).toEqual({ levels: [1, 2, 1], places: ['A@1', 'B@2', 'C@1'], handOffs: 2 });
  const sameTeam = [1, 2].map((level) => ({ level, team: 'A' }));
  expect(wayOf(sameTeam)).toMatchObject({ places: ['A@1', 'A@2'], handOffs: 0 });
});
