import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMime, readDeliveryReports, type DeliveryReport } from '#mail';
import type { CorpusSet } from './corpus-set.js';

interface Expected {
  readonly status: string;
  readonly replycode: string;
  readonly reason: string;
  readonly hardbounce: boolean;
  readonly feedbacktype?: string;
}

/** Delivery reports, complaints and vacation notices: one expectation each for status, reason and hard or soft of every row. */
export const bounces: CorpusSet = {
  name: 'bounces',
  run: async (folder) => {
    const files = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as {
      file: string;
      expected: Expected[];
    }[];
    const right = { status: 0, reason: 0, hard: 0, replyCode: 0 };
    const misses: string[] = [];
    let rows = 0;
    let extra = 0;
    for (const { file, expected } of files) {
      rows += expected.length;
      const reports = await readFileReports(join(folder, file)).catch((error: unknown) => {
        misses.push(`${file}: ${String(error).slice(0, 200)}`);
        return [];
      });
      extra += Math.max(0, reports.length - expected.length);
      for (const [row, want] of expected.entries()) {
        const got = reports[row];
        const holds = {
          status: got !== undefined && sameStatus(want.status, got.status),
          reason: got?.reason === want.reason,
          hard: got?.hard === want.hardbounce,
          replyCode: got?.replyCode === want.replycode,
        };
        right.status += Number(holds.status);
        right.reason += Number(holds.reason);
        right.hard += Number(holds.hard);
        right.replyCode += Number(holds.replyCode);
        if (!holds.status || !holds.reason || !holds.hard) misses.push(missOf(file, row, want, got));
      }
    }
    const rate = (count: number): string => `${((100 * count) / Math.max(1, rows)).toFixed(1)} %`;
    return {
      right: right.status + right.reason + right.hard,
      of: rows * 3,
      note: `status ${rate(right.status)}, reason ${rate(right.reason)}, hard or soft ${rate(right.hard)}, reply code ${rate(right.replyCode)}, ${extra} rows too many`,
      misses,
    };
  },
};

async function readFileReports(path: string): Promise<readonly DeliveryReport[]> {
  return readDeliveryReports(await parseMime(await readFile(path)));
}

/** x.0.9nn is no code of a report but made up from a reason: of it only the class can be right. */
function sameStatus(want: string, got: string): boolean {
  return /^[245]\.0\.9\d\d$/.test(want) ? got.startsWith(want.slice(0, 2)) : got === want;
}

function missOf(file: string, row: number, want: Expected, got: DeliveryReport | undefined): string {
  const expected = `${want.status || '-'} ${want.reason} ${want.hardbounce ? 'hard' : 'soft'}`;
  const came = got
    ? `${got.status || '-'} ${got.reason} ${got.hard ? 'hard' : 'soft'} "${got.diagnostic?.slice(0, 160) ?? ''}"`
    : 'nothing';
  return `${file} [${row}]: expected ${expected}, came ${came}`;
}
