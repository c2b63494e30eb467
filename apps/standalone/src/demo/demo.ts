import { newId } from '#database';
import { hashToken, newToken } from '#access';
import type { DataSource } from 'typeorm';
import { ageAlerts } from './age-alerts.js';
import { ageTickets } from './age-tickets.js';
import { DemoClient } from './demo-client.js';
import { makePromises } from './promises.js';
import { isEmpty, seedCompany, setPassword } from './seed-company.js';
import { stories } from './stories/stories.js';
import { Storyteller } from './storyteller.js';

const KEY_NAME = 'Demo: customer portal';

/** The demo of one database: a company with customers, and tickets that people have worked on. */
export class Demo {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly password: string,
  ) {}

  /** Before the services start: the company, on an empty database only. Null when this database has no demo. */
  static begin(dataSource: DataSource, password: string): Promise<Demo | null> {
    return dataSource.transaction(async (tx) => {
      if (await isEmpty(tx)) await seedCompany(tx, password);
      const [begun] = await tx.query<unknown[]>('SELECT 1 FROM demo');
      if (!begun) return null;
      await setPassword(tx, password);
      return new Demo(dataSource, password);
    });
  }

  /** Whether its tickets are all there: false also after a start that was cut off in the middle. */
  async isTold(): Promise<boolean> {
    return (await this.dataSource.query<unknown[]>('SELECT 1 FROM demo WHERE told_at IS NOT NULL')).length > 0;
  }

  /** Once the API listens: what is promised, and the tickets, through it. Goes on where an interrupted start stopped; gives what was refused. */
  async tell(url: string, isEnding: () => boolean): Promise<readonly Error[]> {
    const key = await this.portalKey();
    const client = new DemoClient({ url, password: this.password, key });
    const refusedPromises = await makePromises(client);
    const teller = new Storyteller(client, (ticketId) => this.happened(ticketId), isEnding);
    const refusals = [...refusedPromises, ...(await teller.tell(stories, await this.opened()))];
    if (isEnding()) return refusals;
    await ageTickets(this.dataSource);
    for (const ticket of (await this.opened()).values())
      await client.post('admin', `tickets/${ticket}/clocks/rebuild`, {});
    await ageAlerts(this.dataSource, isEnding);
    await client.close();
    await this.dataSource.query('UPDATE demo SET told_at = now()');
    await this.dataSource.query('UPDATE api_key SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL', [
      KEY_NAME,
    ]);
    return refusals;
  }

  /** One key from first try to last (a ticket's `externalId` belongs to the key it came with); its secret is new each time. */
  private async portalKey(): Promise<string> {
    const key = newToken();
    const [renewed] = await this.dataSource.query<[unknown[], number]>(
      'UPDATE api_key SET hash = $1 WHERE name = $2 AND revoked_at IS NULL RETURNING id',
      [hashToken(key), KEY_NAME],
    );
    if (renewed.length === 0) {
      await this.dataSource.query('INSERT INTO api_key (id, name, hash, scopes) VALUES ($1, $2, $3, $4)', [
        newId(),
        KEY_NAME,
        hashToken(key),
        ['tickets:read', 'tickets:write'],
      ]);
    }
    return key;
  }

  private async opened(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.dataSource.query<{ id: string; external_id: string }[]>(
      `SELECT id, external_id FROM ticket WHERE external_id = ANY ($1)`,
      [stories.map(({ id }) => id)],
    );
    return new Map(rows.map((row) => [row.external_id, row.id]));
  }

  private async happened(ticketId: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ type: string }[]>(
      `SELECT type FROM ticket_event WHERE ticket_id = $1 AND actor_kind <> 'system' ORDER BY version`,
      [ticketId],
    );
    return rows.map(({ type }) => type);
  }
}
