import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { outliveBrokenConnections } from './broken-connections.js';
import { Database } from './database.js';
import { entities } from './entities/entities.js';
import { Initial1795000000000 } from './migrations/1795000000000-initial.js';
import { FirstResponseAndWarnings1796000000000 } from './migrations/1796000000000-first-response-and-warnings.js';
import { VendorSilenceAndMessages1796100000000 } from './migrations/1796100000000-vendor-silence-and-messages.js';
import { WarningsAmongAlerts1796100000001 } from './migrations/1796100000001-warnings-among-alerts.js';
import { OutboxLive1796200000000 } from './migrations/1796200000000-outbox-live.js';
import { InboundMail1797000000000 } from './migrations/1797000000000-inbound-mail.js';
import { Notifications1797100000000 } from './migrations/1797100000000-notifications.js';
import { Subscriptions1797200000000 } from './migrations/1797200000000-subscriptions.js';
import { Alerts1797300000000 } from './migrations/1797300000000-alerts.js';
import { Calendars1797400000000 } from './migrations/1797400000000-calendars.js';
import { Promises1797500000000 } from './migrations/1797500000000-promises.js';
import { Live1797600000000 } from './migrations/1797600000000-live.js';
import { MailKeeping1797450000000 } from './migrations/1797450000000-mail-keeping.js';
import { Dispatch1797610000000 } from './migrations/1797610000000-dispatch.js';
import { Runbooks1797620000000 } from './migrations/1797620000000-runbooks.js';
import { Flow1797660000000 } from './migrations/1797660000000-flow.js';
import { HandOver1797630000000 } from './migrations/1797630000000-hand-over.js';
import { Search1797650000000 } from './migrations/1797650000000-search.js';
import { ReadInbox1797710000000 } from './migrations/1797710000000-read-inbox.js';
import { ClockOfTicket1797730000000 } from './migrations/1797730000000-clock-of-ticket.js';
import { ContactParts1797840000000 } from './migrations/1797840000000-contact-parts.js';
import { MacroSector1797920000000 } from './migrations/1797920000000-macro-sector.js';
import { AtRisk1797930000000 } from './migrations/1797930000000-at-risk.js';
import { OneIndexOfDue1797940000000 } from './migrations/1797940000000-one-index-of-due.js';
import { KnownTo1798000000000 } from './migrations/1798000000000-known-to.js';
import { FillKnownTo1798010000000 } from './migrations/1798010000000-fill-known-to.js';
import { OpenAtAGlance1798030000000 } from './migrations/1798030000000-open-at-a-glance.js';
import { SightOfOneRow1798020000000 } from './migrations/1798020000000-sight-of-one-row.js';
import { TicketDue1797830000000 } from './migrations/1797830000000-ticket-due.js';
import { Sight1797720000000 } from './migrations/1797720000000-sight.js';
import { Together1797640000000 } from './migrations/1797640000000-together.js';
import { Uploads1797810000000 } from './migrations/1797810000000-uploads.js';
import { RemoveFiles1797900000000 } from './migrations/1797900000000-remove-files.js';
import { SnakeNamingStrategy } from './naming-strategy.js';
import { PacedSocket } from './paced-socket.js';
import { types } from './types.js';

export interface DataSourceSettings {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Connections at most; no less than all consumers' concurrency + 2. */
  readonly poolSize: number;
  /** How PostgreSQL's own views name us. */
  readonly applicationName: string;
  /**
   * How long a statement may take, in milliseconds: then PostgreSQL ends it. A server that does not even say so by a third
   * later is taken for gone, and the connection is given up. Without: as long as it takes, as migrations need it.
   */
  readonly answerWithinMs?: number | undefined;
  /** Hears of idle connections that broke; the pool replaces them by itself. */
  readonly onPoolError?: (error: Error) => void;
}

/**
 * A data source that is not connected yet. Nobody waits longer than 5 s for a lock or 10 s for a connection, and a
 * transaction that was forgotten open ends after 60 s.
 */
export const createDataSource = ({
  url,
  poolSize,
  applicationName,
  answerWithinMs = 0,
  onPoolError,
}: DataSourceSettings): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    connectTimeoutMS: 10_000,
    poolErrorHandler: onPoolError ?? (() => {}),
    installExtensions: false,
    namingStrategy: new SnakeNamingStrategy(),
    entities: [...entities],
    migrations: [
      Initial1795000000000,
      FirstResponseAndWarnings1796000000000,
      VendorSilenceAndMessages1796100000000,
      WarningsAmongAlerts1796100000001,
      OutboxLive1796200000000,
      InboundMail1797000000000,
      Notifications1797100000000,
      Subscriptions1797200000000,
      Alerts1797300000000,
      Calendars1797400000000,
      MailKeeping1797450000000,
      Promises1797500000000,
      Live1797600000000,
      HandOver1797630000000,
      Dispatch1797610000000,
      Runbooks1797620000000,
      Together1797640000000,
      Search1797650000000,
      Flow1797660000000,
      ReadInbox1797710000000,
      Sight1797720000000,
      ClockOfTicket1797730000000,
      TicketDue1797830000000,
      ContactParts1797840000000,
      MacroSector1797920000000,
      AtRisk1797930000000,
      OneIndexOfDue1797940000000,
      Uploads1797810000000,
      RemoveFiles1797900000000,
      KnownTo1798000000000,
      FillKnownTo1798010000000,
      SightOfOneRow1798020000000,
      OpenAtAGlance1798030000000,
    ],
    migrationsTableName: 'migration',
    extra: {
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 60_000,
      statement_timeout: answerWithinMs,
      query_timeout: Math.ceil((answerWithinMs * 4) / 3),
      keepAlive: true,
      stream: () => new PacedSocket(),
      types,
    },
  });

/** A connected data source, or one readable line why there is none. */
export async function connectDataSource(settings: DataSourceSettings): Promise<DataSource> {
  if (!/^postgres(ql)?:\/\/./.test(settings.url)) {
    throw new Error('The address of PostgreSQL must look like postgres://user:password@host:5432/database.');
  }
  try {
    const dataSource = await createDataSource(settings).initialize();
    const { pool } = new Database(dataSource);
    pool.on('release', endIfUnanswered);
    outliveBrokenConnections(pool);
    return dataSource;
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    throw new Error(`PostgreSQL cannot be reached: ${message || code}`, { cause: error });
  }
}

/** A connection that is given back while it waits for an answer is never to be used again; the pool makes another one. */
function endIfUnanswered(_error: Error, connection: PoolClient): void {
  const { readyForQuery, end } = connection as unknown as { readyForQuery: boolean; end: () => Promise<void> };
  if (!readyForQuery) void end.call(connection);
}
