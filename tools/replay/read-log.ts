import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { CannotReplay } from './cannot-replay.js';
import type { Incident, LogRow } from './incident.js';

const NEEDED = ['SR Number', 'Change Date+Time', 'Status', 'Involved ST', 'ST Level'];

type Line = Readonly<Record<string, string | undefined>>;
type Draft = Omit<Incident, 'rows'> & { readonly rows: LogRow[] };

/**
 * Reads an incident log (the columns of BPI Challenge 2013, in any order; RFC 4180, any line ends). An incident's lines
 * may lie apart in the file. Lines without a number belong to nobody and are counted in `skipped`.
 */
export async function readLog(file: string): Promise<{ incidents: Incident[]; skipped: number }> {
  const drafts = new Map<string, Draft>();
  let skipped = 0;
  const parser = parse({
    columns: columnsOf,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
  });
  const source = createReadStream(file).on('error', (error) => parser.destroy(error));
  try {
    for await (const line of source.pipe(parser) as AsyncIterable<Line>) {
      const id = value(line, 'SR Number');
      if (id === '') skipped += 1;
      else addTo(drafts, id, line);
    }
  } catch (error) {
    if (error instanceof CannotReplay) throw error;
    throw new CannotReplay(`${file} cannot be read: ${(error as Error).message}`);
  }
  if (drafts.size === 0) throw new CannotReplay(`${file} holds no incidents.`);
  return { incidents: [...drafts.values()].map(inOrder), skipped };
}

function columnsOf(header: readonly string[]): string[] {
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length > 0)
    throw new CannotReplay(`The log has no column ${missing.map((name) => `"${name}"`).join(', ')}.`);
  return [...header];
}

function addTo(drafts: Map<string, Draft>, id: string, line: Line): void {
  let draft = drafts.get(id);
  if (!draft) {
    draft = {
      id,
      impact: value(line, 'SR Latest Impact'),
      product: value(line, 'Product'),
      country: value(line, 'Country'),
      rows: [],
    };
    drafts.set(id, draft);
  }
  const team = value(line, 'Involved ST');
  draft.rows.push({
    level: levelOf(value(line, 'ST Level')) ?? levelOfName(team) ?? 0,
    team,
    status: value(line, 'Status'),
    subStatus: value(line, 'Sub Status'),
    at: value(line, 'Change Date+Time'),
  });
}

/** Each text is kept once: a log of a million lines repeats a few thousand. */
const texts = new Map<string, string>();
function value(line: Line, column: string): string {
  const text = (line[column] ?? '').replaceAll('\0', '');
  if (texts.size > 100_000) texts.clear();
  const known = texts.get(text);
  if (known === undefined) texts.set(text, text);
  return known ?? text;
}

/** `L2`, `2`, `2nd` -> 2; null when it names no level. */
function levelOf(text: string): number | null {
  const level = Number(/\d+/.exec(text)?.[0] ?? 0);
  return level >= 1 && level <= 99 ? level : null;
}

/** Some logs tell the level by the team's name: `V37 2nd`. */
const levelOfName = (team: string): number | null => levelOf(/\b[1-9](?:st|nd|rd|th)$/.exec(team)?.[0] ?? '');

/** By time, and as in the file where that does not decide; then what a line left out is as on the line before (or after, at the beginning). */
function inOrder({ rows, ...incident }: Draft): Incident {
  const sorted = isDated(rows) ? rows.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)) : rows;
  let level = sorted.find((row) => row.level > 0)?.level ?? 1;
  let team = sorted.find((row) => row.team !== '')?.team ?? 'unknown';
  const filled = sorted.map((row): LogRow => {
    level = row.level || level;
    team = row.team || team;
    return row.level === level && row.team === team
      ? row
      : { level, team, status: row.status, subStatus: row.subStatus, at: row.at };
  });
  return {
    id: incident.id,
    impact: incident.impact,
    product: incident.product,
    country: incident.country,
    rows: filled as [LogRow, ...LogRow[]],
  };
}

const isDated = (rows: readonly LogRow[]): boolean => rows.every(({ at }) => !Number.isNaN(Date.parse(at)));
