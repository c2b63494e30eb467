import { testDatabase, type TestDatabase } from '#testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { newId } from '#database';
import { sha256Of } from '#files';
import { expectKept, FileKeeper } from '../keep-files/file-keeper.js';
import { SlowStore } from '../testing/slow-store.js';
import { PruneAnswers } from './prune-answers.js';
import { PruneFiles } from './prune-files.js';
import { PruneUploads } from './prune-uploads.js';
import { PruneSentMail, PruneSources } from './prune-mail.js';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db?.close());

const write = (text: string, values: readonly unknown[] = []) => db.database.read({ name: '', text }, values);

test('answers older than 24 hours are removed, however many; the others stay', async () => {
  const keep = (age: string, rows: number) =>
    db.database.read(
      {
        name: '',
        text: `INSERT INTO idempotency_key (caller, method, path, key, body_hash, status, response, created_at)
          SELECT 'someone', 'POST', '/', $1 || n, '', 201, '{}', now() - $1::interval FROM generate_series(1, $2::integer) n`,
      },
      [age, rows],
    );
  await keep('25 hours', 6_000);
  await keep('23 hours', 3);
  expect(await new PruneAnswers(db.database).prune()).toBe(6_000);
  const left = await db.database.read({ name: '', text: 'SELECT count(*) FROM idempotency_key' });
  expect(left).toEqual([{ count: 3 }]);
});

describe('old mail', () => {
  const received = async (days: number, more: { state?: string; due?: boolean } = {}): Promise<string> => {
    const id = newId();
    await write(
      `INSERT INTO inbound_mail (id, provider, received_by, format, content_type, source, source_hash, correlation_id, received_at,
          last_seen_at, state, next_attempt_at)
        VALUES ($1, 'raw', 'someone', 'mime', '', 'Subject: x', $2, 'c', now() - make_interval(days => $3), now(), $4,
          CASE WHEN $5 THEN now() END)`,
      [id, Buffer.from(id), days, more.state ?? 'filed', more.due ?? false],
    );
    return id;
  };
  const withSource = async () =>
    (await write('SELECT id FROM inbound_mail WHERE octet_length(source) > 0 ORDER BY id')).map(({ id }) => id);

  test('loses its source; what is new, waits, or nobody has looked at keeps it', async () => {
    const many = Array.from({ length: 250 }, () => received(400));
    await Promise.all(many);
    const [fresh, waiting, unseen] = [
      await received(364),
      await received(400, { state: 'received', due: true }),
      await received(400, { state: 'review' }),
    ];
    expect(await new PruneSources(db.database, 0).prune()).toBe(0);
    expect(await new PruneSources(db.database, 365).prune()).toBe(250);
    expect(await withSource()).toEqual([fresh, waiting, unseen]);
    expect(await new PruneSources(db.database, 365).prune()).toBe(0);
    expect(await write('SELECT FROM inbound_mail')).toHaveLength(253);
  });

  test('that was sent goes; what is new or waits stays', async () => {
    const sent = (days: number, state: 'sent' | 'failed' | 'waiting') =>
      write(
        `INSERT INTO outgoing_mail (id, kind, recipient, automatic, language, message_id, subject, body, correlation_id, created_at,
            state, next_attempt_at)
          VALUES ($1::uuid, 'test', 'a@b.test', true, 'en', $1::uuid::text, 's', 'b', 'c', now() - make_interval(days => $2), $3,
            CASE WHEN $3 = 'waiting' THEN now() END)`,
        [newId(), days, state],
      );
    for (const state of ['sent', 'failed', 'waiting'] as const) for (const days of [31, 29]) await sent(days, state);
    expect(await new PruneSentMail(db.database, 0).prune()).toBe(0);
    expect(await new PruneSentMail(db.database, 30).prune()).toBe(2);
    expect(await write(`SELECT FROM outgoing_mail`)).toHaveLength(4);
  });
});

/** A ticket with a post, for files to be on. */
async function aPost(): Promise<{ readonly ticket: string; readonly post: string; readonly requester: string }> {
  const [requester, ticket, post] = [newId(), newId(), newId()];
  await write(`INSERT INTO contact (id, email) VALUES ($1, $1::uuid || '@customer.test')`, [requester]);
  await write(
    `INSERT INTO ticket (id, number, state, version, subject, requester_id, channel, created_by, impact, urgency, created_at, updated_at)
     VALUES ($1, (SELECT count(*) + 1 FROM ticket), 'received', 1, 'x', $2, 'api', 'test', 'low', 'low', now(), now())`,
    [ticket, requester],
  );
  await write(
    `INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at) VALUES ($1, $2, 'customer', 'x', true, 'x', now())`,
    [post, ticket],
  );
  return { ticket, post, requester };
}

test('an upload that nobody put on a post within a day goes; what is on one, or is a day young, stays', async () => {
  const { ticket, post, requester } = await aPost();
  const file = (name: string, hours: number, on: string | null, by: string | null) =>
    write(
      `INSERT INTO attachment (id, ticket_id, post_id, uploaded_by, name, declared_type, type, size, sha256, created_at)
       VALUES ($1, $2, $3, $4, $5, 'text/plain', 'text/plain', 1, sha256('a'), now() - make_interval(hours => $6))`,
      [newId(), ticket, on, by, name, hours],
    );
  await file('forgotten', 25, null, requester);
  await file('new', 23, null, requester);
  await file('posted', 25, post, requester);
  await file('mailed', 25, post, null);
  expect(await new PruneUploads(db.database).prune()).toBe(1);
  expect((await write('SELECT name FROM attachment ORDER BY name', [])).map(({ name }) => name)).toEqual([
    'mailed',
    'new',
    'posted',
  ]);
});

describe('what is in the file store', () => {
  let store: SlowStore;
  let keeper: FileKeeper;
  let prune: PruneFiles;
  let on: Awaited<ReturnType<typeof aPost>>;

  beforeAll(async () => {
    on = await aPost();
  });
  beforeEach(async () => {
    await write('DELETE FROM attachment');
    await write('DELETE FROM loose_file');
    store = new SlowStore();
    keeper = new FileKeeper(db.database, store);
    prune = new PruneFiles(db.database, store);
  });

  const fileOf = (text: string) => {
    const content = Buffer.from(text);
    return { name: `${text}.txt`, content, sha256: sha256Of(content) };
  };
  const keep = (text: string): Promise<void> => keeper.keep([fileOf(text)]);
  const hashOf = (text: string): Buffer => Buffer.from(fileOf(text).sha256, 'hex');
  /** As those that keep files do it, in one transaction. `meanwhile` happens before it is committed. */
  const name = (text: string, meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<void> =>
    db.database.transaction(async (tx) => {
      await expectKept(tx, [fileOf(text).sha256]);
      await tx.query(
        `INSERT INTO attachment (id, ticket_id, uploaded_by, name, declared_type, type, size, sha256, created_at)
         VALUES ($1, $2, $1, 'x', 'text/plain', 'text/plain', 1, $3, now() - interval '2 days')`,
        [newId(), on.ticket, hashOf(text)],
      );
      await meanwhile();
    });
  const hourLater = () => write(`UPDATE loose_file SET look_at = look_at - interval '1 hour'`);
  const pruneLater = async (): Promise<number> => {
    await hourLater();
    return prune.prune();
  };

  test('goes when no file has it, and not before', async () => {
    await keep('named');
    await name('named');
    await keep('abandoned');
    await prune.prune();
    expect(store.texts()).toEqual(['abandoned', 'named']);
    expect(await pruneLater()).toBe(2);
    expect(store.texts()).toEqual(['named']);
    expect(await new PruneUploads(db.database).prune()).toBe(1);
    await prune.prune();
    expect(store.texts()).toEqual([]);
    expect(await write('SELECT FROM loose_file')).toEqual([]);
  });

  test('stays while somebody is about to name it', async () => {
    await keep('new');
    await hourLater();
    await name('new', () => prune.prune());
    await prune.prune();
    expect(store.texts()).toEqual(['new']);
  });

  test('is not named any more by who kept it too long ago: he keeps it again', async () => {
    await keep('slow');
    await pruneLater();
    await expect(name('slow')).rejects.toThrow('may have been removed');
    await keep('slow');
    await name('slow');
    expect(store.texts()).toEqual(['slow']);
  });

  test('cannot be kept or named at the moment it goes, also when the process that removed it was killed', async () => {
    await keep('going');
    store.state = 'away';
    await expect(pruneLater()).rejects.toThrow('no answer');
    store.state = 'here';
    await expect(keep('going')).rejects.toThrow('being removed');
    await expect(name('going')).rejects.toThrow('may have been removed');
    expect(await prune.prune()).toBe(0);
    expect(await pruneLater()).toBe(1);
    await keep('going');
    expect(store.texts()).toEqual(['going']);
  });

  test('can be kept and named again when the store does not delete', async () => {
    for (const text of ['a', 'b']) await keep(text);
    store.state = 'read-only';
    await expect(pruneLater()).rejects.toThrow('not allowed');
    for (const text of ['a', 'b']) {
      await keep(text);
      await name(text);
    }
    store.state = 'here';
    await pruneLater();
    expect(store.texts()).toEqual(['a', 'b']);
  });

  test('is what files have, whatever is kept, named and taken back at the same time', async () => {
    const texts = ['a', 'b', 'c'];
    const another = new PruneFiles(db.database, store);
    const one = async (text: string): Promise<void> => {
      await keep(text);
      await name(text);
      await new PruneUploads(db.database).prune();
    };
    const lost: string[] = [];
    for (let round = 0; round < 15; round += 1) {
      await Promise.allSettled([
        ...texts.map(one),
        ...texts.map((text) => keep(text).then(() => name(text))),
        pruneLater(),
        another.prune(),
      ]);
      const named = await write(`SELECT DISTINCT encode(sha256, 'hex') AS sha256 FROM attachment`);
      lost.push(...named.map(({ sha256 }) => String(sha256)).filter((sha256) => !store.contents.has(sha256)));
    }
    expect(lost).toEqual([]);
    await new PruneUploads(db.database).prune();
    // Here an hour takes no time: what was put after it is known of again when it is kept again.
    for (const text of texts) await keep(text);
    await pruneLater();
    expect(store.texts()).toEqual([]);
  });
});
