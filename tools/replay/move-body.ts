import { sectorOf, type Desk } from './company.js';
import type { Incident, LogRow } from './incident.js';
import type { MoveName } from './next-move.js';
import { wantedBy } from './wanted-status.js';

/** The ticket of an incident, sent straight to where the log has it first. */
export function newTicketBody(incident: Incident, externalId: string): object {
  const [first] = incident.rows;
  return {
    subject: short(`${incident.id} ${incident.product}`, 1_000),
    description: `Incident ${short(incident.id, 1_000)} of an incident log, replayed.`,
    requester: { email: `${slug(incident.country)}@callers.replay.tierline.test` },
    impact: impacts.get(incident.impact.toLowerCase()) ?? 'medium',
    externalId: short(externalId, 255),
    route: { tier: first.level, sector: sectorOf(first.team), reason: 'Where the log has it first.' },
  };
}

/** What a move says, from the line of the log that asks for it. */
export function moveBody(move: MoveName, incident: Incident, row: LogRow, to: Desk): object {
  const line = short(`${row.at} ${row.status} ${row.subStatus}, ${row.team} L${row.level}`, 1_000);
  switch (move) {
    case 'claim':
    case 'resume':
    case 'close':
      return {};
    case 'assign':
      return { agentId: to.agentId };
    case 'release':
      return { reason: line };
    case 'transfer':
      return { sector: to.sector, reason: line };
    case 'escalate':
      return { workOrder: workOrder(incident, row, line), to: { tier: to.level, sector: to.sector }, reason: line };
    case 'return':
      return { reasonCode: 'other', note: line, to: { tier: to.level, sector: to.sector } };
    case 'ask-customer':
      return { body: line };
    case 'wait':
      return { for: wantedBy(row) === 'wait-for-implementation' ? 'implementation' : 'other', note: line };
    case 'resolve':
      return { solution: line, code: 'replayed' };
    case 'reopen':
      return { reason: line };
  }
}

const workOrder = (incident: Incident, row: LogRow, line: string) => ({
  situation: line,
  tried: [{ action: `Worked on until ${short(row.at, 200) || 'then'}`, result: 'Not solved at this level' }],
  hypothesis: `Something in ${short(incident.product, 200) || 'the product'} for ${short(row.team, 200)}`,
  customerContext: `Impact ${short(incident.impact, 200) || 'unknown'}, country ${short(incident.country, 200) || 'unknown'}`,
  checkFirst: short(incident.product, 200) || 'The product',
});

const impacts = new Map(Object.entries({ low: 'low', medium: 'medium', high: 'high', major: 'high' }));

/** Texts of the log may be longer than the API takes; none is cut in the middle of a character. */
const short = (text: string, most: number): string => text.trim().slice(0, most).toWellFormed();

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '')
    .slice(0, 40) || 'nobody';
