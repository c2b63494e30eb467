import { Database, newId, run, tellSettings } from '#database';
import { DomainError, isUuid } from '#domain';
import { Injectable } from '@nestjs/common';
import type { Mailbox, MailboxChanges, NewMailbox } from './mailboxes.schemas.js';

/** Our own addresses. As long as there are any, exactly one is the default. */
@Injectable()
export class Mailboxes {
  constructor(private readonly database: Database) {}

  /** Newest first; `before` is the id of the last one seen. */
  list({ before, limit }: { readonly before: string | null; readonly limit: number }): Promise<Mailbox[]> {
    return this.database.read<Mailbox>(listMailboxes, [before, limit]);
  }

  /** The first one is the default, whatever it says. 409 `mailbox.address-taken`. */
  create(wanted: NewMailbox): Promise<Mailbox> {
    const { address, name, language = null, acknowledge = true, reopenWithinDays = 14, isDefault = false } = wanted;
    const values = [newId(), address.toLowerCase(), name, language, acknowledge, reopenWithinDays, isDefault];
    return this.database.transaction(async (tx) => {
      await run(tx, oneAtATime, []);
      if (isDefault) await run(tx, noDefault, []);
      const [made] = await run<Mailbox>(tx, insertMailbox, values);
      if (made) return made;
      const detail = `There is already a mailbox for ${address}.`;
      throw new DomainError('conflict', 'mailbox.address-taken', detail, { errors: [{ pointer: '/address', detail }] });
    });
  }

  /** 404 `mailbox.not-found`; the default cannot be put out of use (409 `mailbox.is-default`). */
  change(id: string, changes: MailboxChanges): Promise<Mailbox> {
    if (!isUuid(id)) throw new NoSuchMailbox();
    const { name, language, acknowledge, reopenWithinDays, isDefault, active } = changes;
    const values = [
      id,
      name ?? null,
      language !== undefined,
      language ?? null,
      acknowledge ?? null,
      reopenWithinDays ?? null,
      isDefault ?? null,
      active ?? null,
    ];
    return this.database.transaction(async (tx) => {
      await run(tx, oneAtATime, []);
      const [before] = await run<Mailbox>(tx, findMailbox, [id]);
      if (!before) throw new NoSuchMailbox();
      const willBeDefault = isDefault ?? before.isDefault;
      if (willBeDefault && !(active ?? before.active)) {
        const detail = 'The default mailbox stays in use: make another one the default first.';
        throw new DomainError('conflict', 'mailbox.is-default', detail, { errors: [{ pointer: '/active', detail }] });
      }
      if (isDefault) await run(tx, noDefault, []);
      return (await run<Mailbox>(tx, updateMailbox, values))[0]!;
    });
  }
}

class NoSuchMailbox extends DomainError {
  constructor() {
    super('not-found', 'mailbox.not-found', 'There is no mailbox with this id.');
  }
}

const columns = `id, address, name, language, acknowledge, reopen_within_days AS "reopenWithinDays",
  is_default AS "isDefault", active, created_at AS "createdAt"`;

const listMailboxes = {
  name: 'mailbox-list',
  text: `SELECT ${columns} FROM mailbox WHERE $1::uuid IS NULL OR id < $1::uuid ORDER BY id DESC LIMIT $2::int`,
};
const findMailbox = { name: 'mailbox-find', text: `SELECT ${columns} FROM mailbox WHERE id = $1::uuid` };
/** They are few and seldom change; which is the default is decided one after the other. */
const oneAtATime = { name: 'mailbox-one-at-a-time', text: `LOCK TABLE mailbox IN SHARE ROW EXCLUSIVE MODE` };
const noDefault = { name: 'mailbox-no-default', text: `UPDATE mailbox SET is_default = false WHERE is_default` };
const insertMailbox = {
  name: 'mailbox-insert',
  text: tellSettings(
    'mail',
    `INSERT INTO mailbox (id, address, name, language, acknowledge, reopen_within_days, is_default)
    SELECT $1::uuid, $2::text, $3::text, $4::text, $5::boolean, $6::int,
      $7::boolean OR NOT EXISTS (SELECT FROM mailbox WHERE is_default)
    ON CONFLICT (address) DO NOTHING RETURNING ${columns}`,
  ),
};
const updateMailbox = {
  name: 'mailbox-update',
  text: tellSettings(
    'mail',
    `UPDATE mailbox SET name = coalesce($2::text, name), language = CASE WHEN $3::boolean THEN $4::text ELSE language END,
      acknowledge = coalesce($5::boolean, acknowledge), reopen_within_days = coalesce($6::int, reopen_within_days),
      is_default = coalesce($7::boolean, is_default), active = coalesce($8::boolean, active)
    WHERE id = $1::uuid RETURNING ${columns}`,
  ),
};
