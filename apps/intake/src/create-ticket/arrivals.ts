import { Batcher, Database, unseen, type Statement } from '#database';
import { Injectable } from '@nestjs/common';

export interface KnownContact {
  readonly id: string;
  readonly email: string;
  readonly name: string | null;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
}

/** What the database knows when a request arrives. */
export interface Arrival {
  /** The database's time, to the millisecond: when the ticket was created. */
  readonly at: Date;
  readonly contact: KnownContact | null;
  /** The name of the organisation the caller is bound to. */
  readonly boundToName: string | null;
}

interface Asked {
  readonly email: string;
  readonly boundTo: string | null;
}

/**
 * Looks up the requesters of whatever arrives in one turn of the event loop together, while the commits of those before
 * them are on their way: a commit itself then has nothing to look up.
 */
@Injectable()
export class Arrivals {
  private readonly batches: Batcher<Asked, Arrival>;

  constructor(private readonly database: Database) {
    this.batches = new Batcher((asked) => this.lookUp(asked), { inFlight: 1, keys: 200 });
  }

  /** `email` in lower case; `boundTo`: the id of the caller's organisation. */
  async of(asked: Asked): Promise<Arrival> {
    return (await this.batches.get(asked))!;
  }

  private async lookUp(asked: readonly Asked[]): Promise<Map<Asked, Arrival>> {
    const rows = await this.database.read<Arrival & { readonly position: number }>(statement, [
      asked.map(({ email }) => email),
      asked.map(({ boundTo }) => boundTo),
    ]);
    return new Map(rows.map((row) => [asked[row.position - 1]!, row]));
  }
}

const statement: Statement = {
  name: 'intake-arrivals',
  text: `
    SELECT asked.position::int, date_trunc('milliseconds', clock_timestamp()) AS at, (
        SELECT json_build_object('id', id, 'email', email, 'name', name, 'organisationId', organisation_id,
          'organisationName', (SELECT name FROM organisation WHERE id = contact.organisation_id))
        FROM contact WHERE email = asked.email) AS contact,
      (SELECT name FROM organisation WHERE id = asked.bound_to) AS "boundToName"
    FROM unnest(${unseen('$1::text[]')}, ${unseen('$2::uuid[]')}) WITH ORDINALITY AS asked (email, bound_to, position)`,
};
