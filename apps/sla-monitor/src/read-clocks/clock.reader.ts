import {
  Database,
  isToCustomer,
  promisesOf,
  run,
  selectClock,
  toldPoliciesOf,
  type Statement,
  type Tx,
} from '#database';
import { sameClock, tellClocks, type Channel, type Language, type ToldClock } from '#domain';
import { Injectable } from '@nestjs/common';
import { ClockStore } from '../clocks/clock.store.js';
import { rulesOf } from '../clocks/rules-of.js';
import { explainedClock, type OwnedClock } from './explained-clock.js';
import type { ExplainedClock } from './read-clocks.schemas.js';

export interface TicketToExplain {
  readonly id: string;
  readonly organisationId: string | null;
  readonly channel: Channel;
  readonly now: Date;
}

export interface Asked {
  readonly language: Language;
  /** Whether what tiers and vendors owe belongs to the answer: never for customers. */
  readonly internal: boolean;
}

/** Reads a ticket's clocks with the log that made them what they are. */
@Injectable()
export class ClockReader {
  constructor(
    private readonly database: Database,
    private readonly store: ClockStore,
  ) {}

  read(ticket: TicketToExplain, { language, internal }: Asked): Promise<ExplainedClock[]> {
    return this.database.transaction(async (tx) => {
      const rows = await run<Row>(tx, readClocks, [ticket.id]);
      if (rows.length === 0) return [];
      const shown = rows.filter((clock) => internal || isToCustomer(clock));
      const { seen, change } = rows[0]!;
      const { told, events } = await this.tell(tx, ticket, seen, change);
      const versions = [...shown, ...told.flatMap(({ spans }) => spans)].map(({ policyVersion }) => policyVersion);
      const toldOf = await toldPoliciesOf(tx, versions);
      const tellings = new Map(told.map((one) => [sameClock(one.clock), one]));
      const circumstances = { now: ticket.now, language, internal, events, toldOf };
      return shown.map((clock) => explainedClock(clock, tellings.get(sameClock(clock)), circumstances));
    });
  }

  /** The clocks as the log told them when they were last brought up to it: what has not been applied yet is not told either. */
  private async tell(tx: Tx, { id, organisationId, channel }: TicketToExplain, seen: number, change: number) {
    const events = (await this.store.eventsAfter(tx, id, 0)).filter(({ version }) => version <= seen);
    const promises = await promisesOf(tx, change);
    const rules = rulesOf({ organisationId, channel }, promises, () => '');
    const changes = promises.changesAfter(0).filter((one) => one.change <= change);
    const told: readonly ToldClock[] = tellClocks(events, changes, rules).clocks;
    return { told, events };
  }
}

/** A clock, and how far the ticket's clocks have come. */
type Row = OwnedClock & { readonly seen: number; readonly change: number };

const readClocks: Statement = {
  name: 'clocks-read-explained',
  text: `SELECT ${selectClock}, coalesce(team.name, vendor.name) AS "ownerName", cursor.version AS seen, cursor.change
    FROM clock JOIN clock_cursor cursor USING (ticket_id)
      LEFT JOIN team ON team.id = clock.owner_id LEFT JOIN vendor ON vendor.id = clock.owner_id
    WHERE clock.ticket_id = $1 ORDER BY clock.started_at, clock.id`,
};
