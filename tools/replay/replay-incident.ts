import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { UnexpectedAnswer, type Answer, type Api } from './api.js';
import { sectorOf, type Admin, type Company } from './company.js';
import type { Incident, LogRow } from './incident.js';
import { moveBody, newTicketBody } from './move-body.js';
import { nextMove, type MoveName, type Position } from './next-move.js';
import { wantedBy } from './wanted-status.js';

export type TicketNow = Position & { readonly id: string };

/** Told of every move that was made, with the milliseconds it took. */
export type OnMove = (move: MoveName | 'create', ms: number) => void;

/** No line needs more moves than these; more means that somebody else moves the ticket too. */
const MOST_MOVES_A_LINE = 12;
const MOST_TRIES = 8;
const ROUTED_WITHIN_MS = 120_000;

/** What only leads may do; the rest is done by the agent of the team that has the ticket. */
const byLeads: readonly MoveName[] = ['assign', 'close'];

/** Drives one incident of the log through the system. */
export class ReplayIncident {
  constructor(
    private readonly api: Api,
    private readonly admin: Admin,
    private readonly company: Company,
    /** Tells the tickets of this run from those of others. */
    private readonly run: string,
    private readonly onMove: OnMove,
  ) {}

  /** Does what every line says, one after the other; the ticket's id. */
  async replay(incident: Incident): Promise<string> {
    let ticket = await this.routed(await this.create(incident));
    for (const row of incident.rows) ticket = await this.follow(ticket, incident, row);
    return ticket.id;
  }

  /** However often it has to be asked for: one ticket, by its key. */
  private async create(incident: Incident): Promise<TicketNow> {
    const body = newTicketBody(incident, `${this.run}/${incident.id}`);
    const headers = { 'idempotency-key': randomUUID() };
    for (let tries = 1; ; tries += 1) {
      const created = await this.attempt('create', 201, 'tickets', this.admin.token, body, headers);
      if (created) return created;
      if (tries === MOST_TRIES) throw new Error(`${incident.id} cannot be created.`);
      await pause(backOff(tries));
    }
  }

  /** Triage is quick; asking all the time would only slow it down. */
  private async routed({ id }: TicketNow): Promise<TicketNow> {
    const deadline = Date.now() + ROUTED_WITHIN_MS;
    for (let ms = 15; ; ms = Math.min(ms * 1.5, 500)) {
      await pause(ms);
      const ticket = await this.read(id);
      if (ticket.state !== 'received') return ticket;
      if (Date.now() > deadline) throw new Error(`Ticket ${id} was not routed within ${ROUTED_WITHIN_MS / 1_000} s.`);
    }
  }

  private async follow(ticket: TicketNow, incident: Incident, row: LogRow): Promise<TicketNow> {
    const target = { level: row.level, sector: sectorOf(row.team), wanted: wantedBy(row) };
    let now = ticket;
    for (let moves = 0, tries = 0; moves < MOST_MOVES_A_LINE && tries < MOST_TRIES; moves += 1) {
      const move = nextMove(now, target);
      if (move === null) return now;
      const after = await this.move(now, move, incident, row);
      // Done or not, the ticket itself knows.
      now = after ?? (await pause(backOff((tries += 1))).then(() => this.read(now.id)));
    }
    throw new Error(
      `${incident.id} does not come to "${row.status}" at ${row.team} L${row.level}: it is ${now.state}.`,
    );
  }

  private move(now: TicketNow, move: MoveName, incident: Incident, row: LogRow): Promise<TicketNow | null> {
    const here = this.company.deskAt(now.tier, now.sector);
    // What waits at one team is sent to another by somebody who steers both.
    const byLead = byLeads.includes(move) || (move === 'transfer' && now.state === 'queued');
    const token = byLead || !here ? this.admin.token : here.token;
    const body = moveBody(move, incident, row, this.company.desk(row));
    return this.attempt(move, 200, `tickets/${now.id}/${move}`, token, body);
  }

  /** The ticket as it is afterwards; null when it cannot be told whether it was done, or somebody was faster. */
  private async attempt(
    move: MoveName | 'create',
    status: number,
    path: string,
    token: string,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<TicketNow | null> {
    const startedAt = performance.now();
    const wanted = { method: 'POST', path, token, body, headers } as const;
    const answer = await this.api.ask(wanted).catch((): Answer => ({ status: 503, body: null }));
    if (answer.status === 409 || answer.status >= 500) return null;
    if (answer.status !== status) throw new UnexpectedAnswer(wanted, answer);
    this.onMove(move, performance.now() - startedAt);
    return answer.body as TicketNow;
  }

  private async read(id: string): Promise<TicketNow> {
    return (await this.api.read(`tickets/${id}`, this.admin.token)) as TicketNow;
  }
}

const backOff = (tries: number): number => 25 * 2 ** tries;
