import { newMessageId, plusAddress } from '#mail';
import { newId } from '#database';
import { eventually } from '#testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IntakeWorld } from '../testing/intake-world.js';
import { aMail, Mails, type MailRow } from '../testing/mails.js';
import { FileMailLoop, READS_MAIL, type ReadsMail } from './file-mail.loop.js';
import { JudgeMails } from './judge-mails.js';
import { MailStore } from './mail.store.js';
import { NewTickets } from './new-tickets.js';

let world: IntakeWorld;
let mails: Mails;
let agent: { id: string; token: string };
let key: Buffer;

beforeAll(async () => {
  world = await IntakeWorld.open();
  mails = new Mails(world);
  agent = await world.agent('admin');
  await mails.mailbox('help@desk.test');
  await mails.mailbox('sales@desk.test', { reopenWithinDays: 0 });
  [{ key }] = (await world.write(`SELECT key FROM installation_key WHERE name = 'mail'`)) as [{ key: Buffer }];
});
afterAll(() => world?.close());

interface Shown {
  readonly id: string;
  readonly number: string;
  readonly state: string;
  readonly subject: string;
  readonly requester: { readonly email: string; readonly name: string | null };
  readonly language: string;
  readonly channel: string;
  readonly description: string;
}
const ticket = async (id: string | null): Promise<Shown> =>
  (await world.ask('GET', `/tickets/${id}`, { token: agent.token })).body;
const events = async (id: string | null) =>
  world.write('SELECT type, public, actor_kind, data FROM ticket_event WHERE ticket_id = $1 ORDER BY version', [id]);
const types = async (id: string | null) => (await events(id)).map(({ type }) => type);
const post = async ({ post_id }: MailRow) =>
  (
    await world.write(
      'SELECT post.*, post_mail.verified, post_mail.notes, post_mail.whole_text FROM post JOIN post_mail ON post_id = post.id WHERE id = $1',
      [post_id],
    )
  )[0]!;
const ownId = (ticketId: string, mailId = newId()) => newMessageId(key, { ticketId, mailId, domain: 'desk.test' });
/** A ticket by mail of this sender, and what a mail of ours about it is called. */
async function opened(from = 'Kim <kim@customer.test>', to = 'help@desk.test') {
  const mail = await mails.file(aMail({ from, to }));
  return { mail, ticketId: mail.ticket_id!, ours: ownId(mail.ticket_id!) };
}
const DKIM = { 'Authentication-Results': 'mx.desk.test; dmarc=pass header.from=customer.test' };
const SPOOFED = { 'Authentication-Results': 'mx.desk.test; dmarc=fail header.from=customer.test' };

describe('a mail that belongs to nothing', () => {
  test('opens a ticket with everything it says, in one commit with its mark', async () => {
    const row = await mails.file(
      aMail({ from: '"Öz, Kim" <Kim.Oz@Customer.test>', text: 'Сканер не работает с утра.', headers: DKIM }),
    );
    expect(row).toMatchObject({ state: 'filed', ticket_id: row.id, post_id: row.id, failure: null });
    expect(await ticket(row.ticket_id)).toMatchObject({
      subject: 'The scanner loses its pairing',
      description: 'Сканер не работает с утра.',
      requester: { email: 'kim.oz@customer.test' },
      channel: 'email',
      language: 'ru',
      state: 'received',
    });
    expect(await post(row)).toMatchObject({ public: true, author_kind: 'customer', verified: true });
    expect(await events(row.ticket_id)).toMatchObject([{ type: 'ticket.opened', data: { mailId: row.id } }]);
    const outbox = await world.write(`SELECT message, correlation_id FROM outbox WHERE data->>'ticketId' = $1`, [
      row.id,
    ]);
    expect(outbox).toContainEqual({ message: 'ticket.opened', correlation_id: row.id });
    const [contact] = await world.write(`SELECT verified_at FROM contact WHERE email = 'kim.oz@customer.test'`);
    expect(contact!['verified_at']).not.toBeNull();
  });

  test('comes twice and is one ticket, also through another mailbox and without a Message-ID', async () => {
    for (const messageId of ['<twice@customer.test>', null]) {
      const source = aMail({ messageId, text: `Twice ${messageId}` });
      const first = await mails.file(source);
      const second = await mails.file(`Received: again\r\n${source.replace('help@', 'sales@')}`);
      expect(second).toMatchObject({ state: 'repeated', repeats: first.id, ticket_id: first.ticket_id, post_id: null });
      expect((await mails.row(first.id)).seen).toBe(2);
    }
  });

  test('comes again without what was removed from it meanwhile', async () => {
    const source = aMail({ messageId: '<removed@customer.test>' });
    const first = await mails.file(source);
    const sourceOf = async ({ id }: MailRow) =>
      (await world.write('SELECT octet_length(source) AS size FROM inbound_mail WHERE id = $1', [id]))[0]!['size'];
    expect(await sourceOf(await mails.file(source))).toBeGreaterThan(0);
    await world.write(
      `INSERT INTO attachment (id, ticket_id, mail_id, name, declared_type, type, size, sha256, created_at, removed_at)
       VALUES ($1, $2, $3, 'passport.jpg', '', '', 1, sha256('x'), now(), now())`,
      [newId(), first.ticket_id, first.id],
    );
    const again = await mails.file(source);
    expect(again).toMatchObject({ state: 'repeated', repeats: first.id });
    expect(await sourceOf(again)).toBe(0);
  });

  test('comes twice under the name its provider gave it, whatever else differs', async () => {
    const said = (text: string, from = 'kim@customer.test') =>
      JSON.stringify({ MessageID: 'pm-1', FromFull: { Email: from }, Subject: 'Once', TextBody: text });
    const [one, two, other] = [said('One'), said('Two'), said('Three', 'eve@elsewhere.test')];
    const first = await mails.filed(await mails.arrive(one, { format: 'postmark' }));
    const second = await mails.filed(await mails.arrive(two, { format: 'postmark' }));
    expect(second).toMatchObject({ state: 'repeated', repeats: first.id });
    const third = await mails.filed(await mails.arrive(other, { format: 'postmark' }));
    expect(third).toMatchObject({ state: 'filed', ticket_id: third.id });
  });

  test('with the Message-ID of another sender’s mail is a mail of its own', async () => {
    const first = await mails.file(aMail({ messageId: '<same@customer.test>' }));
    const other = await mails.file(aMail({ messageId: '<same@customer.test>', from: 'eve@elsewhere.test' }));
    expect([other.state, other.ticket_id]).toEqual(['filed', other.id]);
    expect(other.id).not.toBe(first.id);
  });

  test('and its answer, taken in the same batch, are one conversation', async () => {
    const one = await mails.arrive(aMail({ messageId: '<early@customer.test>' }));
    const two = await mails.arrive(aMail({ headers: { 'In-Reply-To': '<early@customer.test>' }, text: 'PS' }));
    const copy = await mails.arrive(aMail({ messageId: '<early@customer.test>' }));
    const [first, second, third] = [await mails.filed(one), await mails.filed(two), await mails.filed(copy)];
    expect(second).toMatchObject({ state: 'filed', ticket_id: first.ticket_id });
    expect(third).toMatchObject({ state: 'repeated', repeats: first.id });
    expect(await types(first.ticket_id)).toEqual(['ticket.opened', 'ticket.customer-replied']);
  });

  test.each([
    ['overtakes it', '0 minutes'],
    ['overtakes it after a standstill', '30 minutes'],
  ])('and whose answer %s are one conversation all the same', async (_, ago) => {
    const one = await mails.arrive(aMail({ messageId: `<late-${ago[0]}@customer.test>` }));
    const two = await mails.arrive(
      aMail({ headers: { 'In-Reply-To': `<late-${ago[0]}@customer.test>` }, text: 'PS' }),
      { due: '1 hour' },
    );
    await world.write(
      `UPDATE inbound_mail SET received_at = received_at - $3::interval,
         next_attempt_at = now() + CASE WHEN id = $1 THEN interval '1 second' ELSE interval '0' END WHERE id IN ($1, $2)`,
      [one, two, ago],
    );
    expect(await mails.filed(two)).toMatchObject({ state: 'filed', ticket_id: one });
  });

  test.each([1, 2])('that another process files while its answer is judged, after look %i, has it', async (looks) => {
    const one = await mails.arrive(aMail({ messageId: `<between-${looks}@customer.test>` }), { due: '1 hour' });
    const source = aMail({ headers: { 'In-Reply-To': `<between-${looks}@customer.test>` }, text: 'PS' });
    const two = await mails.arrive(source, { due: '1 hour' });
    const file = async (id: string) => {
      await world.write('UPDATE inbound_mail SET next_attempt_at = now() WHERE id = $1', [id]);
      return mails.filed(id);
    };
    let left = looks;
    const database = Object.create(world.database) as typeof world.database;
    database.read = async (statement, values) => {
      const rows = await world.database.read(statement, values);
      if ((left -= 1) === 0) await file(one);
      return rows as never;
    };
    const judge = new JudgeMails(database, { scan: false, limits: { mailsOnThread: 9, newTickets: 99 } });
    const taken = mails.taken(two, source);
    const { judged } = await judge.judge([{ taken, reading: await world.get<ReadsMail>(READS_MAIL).read(taken) }]);
    expect(judged.map(({ what }) => what.do)).toEqual([looks === 1 ? 'reply' : 'wait']);
    expect(await file(two)).toMatchObject({ state: 'filed', ticket_id: one });
  });

  test('from a form on our own site is the visitor’s', async () => {
    const row = await mails.file(
      aMail({ from: 'no-reply@desk.test', headers: { 'Reply-To': 'Visitor <visitor@home.test>' } }),
    );
    expect((await ticket(row.ticket_id)).requester.email).toBe('visitor@home.test');
  });
});

describe('an answer finds its ticket', () => {
  test.each([
    ['by our Message-ID', (t: { ours: string }) => ({ headers: { 'In-Reply-To': t.ours } })],
    [
      'by our Message-ID among many',
      (t: { ours: string }) => ({
        headers: { References: `<a@b> ${t.ours} <unknown@x>`, 'In-Reply-To': '<unknown@x>' },
      }),
    ],
    [
      'by its address',
      (t: { ticketId: string }) => ({ to: plusAddress(key, 'help@desk.test', t.ticketId).toUpperCase() }),
    ],
  ])('%s', async (_, said) => {
    const known = await opened();
    const answer = await mails.file(aMail({ ...said(known), subject: 'Something else' }));
    expect(answer).toMatchObject({ state: 'filed', ticket_id: known.ticketId });
    expect(await post(answer)).toMatchObject({ public: true, verified: true, author_kind: 'customer' });
    expect(await types(known.ticketId)).toEqual(['ticket.opened', 'ticket.customer-replied']);
  });

  test('by the Message-ID of a mail of ours that is on record', async () => {
    const { ticketId } = await opened();
    await world.write(
      `INSERT INTO outgoing_mail (id, ticket_id, version, kind, recipient, automatic, language, message_id, subject, body,
         correlation_id, created_at, state)
       VALUES ($1, $2, 1, 'reply', 'kim@customer.test', false, 'en', '<rewritten@relay.test>', 's', 'b', 'c', now(), 'sent')`,
      [newId(), ticketId],
    );
    const answer = await mails.file(aMail({ headers: { References: '<rewritten@relay.test>' } }));
    expect(answer.ticket_id).toBe(ticketId);
  });

  test('by the number in its subject, but only from somebody who takes part', async () => {
    const { ticketId } = await opened();
    const { number } = await ticket(ticketId);
    const answer = await mails.file(aMail({ subject: `Re: [${number}] The scanner` }));
    expect(answer.ticket_id).toBe(ticketId);
    const stranger = await mails.file(aMail({ subject: `Re: [${number}] The scanner`, from: 'eve@elsewhere.test' }));
    expect(stranger.ticket_id).toBe(stranger.id);
  });

  test('and a forged Message-ID finds nothing', async () => {
    const { ours } = await opened();
    const forged = ours.replace(/[0-9a-f]@/, (end) => (end === '0@' ? '1@' : '0@'));
    const row = await mails.file(aMail({ headers: { 'In-Reply-To': forged } }));
    expect(row.ticket_id).toBe(row.id);
  });

  test('that was merged, in the ticket it went into', async () => {
    const [one, two] = [await opened(), await opened()];
    await world.database.transaction(async (tx) => {
      const locked = await world.tickets.lock(tx, one.ticketId);
      const by = { kind: 'agent', id: agent.id } as const;
      await world.tickets.move(tx, locked as never, 'merge' as never, { by, set: { mergedInto: two.ticketId } });
    });
    expect((await mails.file(aMail({ headers: { 'In-Reply-To': one.ours } }))).ticket_id).toBe(two.ticketId);
  });

  test('that is resolved, and reopens it', async () => {
    const { ticketId, ours } = await opened();
    await world.bring(ticketId, 'resolved', { tier: 2, agentId: agent.id });
    await mails.file(aMail({ headers: { 'In-Reply-To': ours } }));
    expect((await ticket(ticketId)).state).toBe('queued');
  });

  test('that is closed: reopened within the mailbox’s days, else a new ticket that names the old', async () => {
    const recent = await opened();
    await world.bring(recent.ticketId, 'closed', { agentId: agent.id });
    await mails.file(aMail({ headers: { 'In-Reply-To': recent.ours } }));
    expect((await ticket(recent.ticketId)).state).toBe('queued');

    const old = await opened('Kim <kim@customer.test>', 'sales@desk.test');
    await world.bring(old.ticketId, 'closed', { agentId: agent.id });
    const row = await mails.file(aMail({ to: 'sales@desk.test', headers: { 'In-Reply-To': old.ours } }));
    expect(row.ticket_id).toBe(row.id);
    const number = Number((await ticket(old.ticketId)).number.slice(2));
    expect(await events(row.ticket_id)).toMatchObject([{ data: { follows: number } }]);
    expect((await ticket(old.ticketId)).state).toBe('closed');
    const followedBy = { ticketId: row.id, number: Number((await ticket(row.id)).number.slice(2)) };
    expect((await events(old.ticketId)).at(-1)).toMatchObject({
      type: 'ticket.followed-up',
      public: false,
      data: followedBy,
    });
    expect((await post(row))['notes']).toEqual([expect.stringContaining('is closed')]);
  });

  test('that was rejected: a new one', async () => {
    const { ticketId, ours } = await opened();
    await world.bring(ticketId, 'rejected');
    const row = await mails.file(aMail({ headers: { 'In-Reply-To': ours } }));
    expect(row.ticket_id).toBe(row.id);
  });

  test('with what it quotes one click away', async () => {
    const { ours } = await opened();
    const text =
      'It works now.\r\n\r\nOn Mon, 2 Mar 2026 at 10:00, Help <help@desk.test> wrote:\r\n> Did you try it?\r\n';
    const row = await post(await mails.file(aMail({ text, headers: { 'In-Reply-To': ours } })));
    expect(row['body']).toBe('It works now.');
    expect(row['whole_text']).toContain('> Did you try it?');
  });
});

describe('a token proves the thread, not the person', () => {
  test.each([
    ['a stranger', { from: 'eve@elsewhere.test' }, 'takes no part'],
    ['somebody in the requester’s name', { headers: SPOOFED }, 'not from there'],
  ])('%s is kept for agents and moves nothing', async (_, said, told) => {
    const { ticketId, ours } = await opened();
    await world.bring(ticketId, 'awaiting_customer', { agentId: agent.id });
    const before = await world.count(`outbox WHERE data->>'ticketId' = $1`, [ticketId]);
    const { headers = {}, ...rest } = said as { headers?: Record<string, string>; from?: string };
    const row = await mails.file(aMail({ ...rest, headers: { ...headers, 'In-Reply-To': ours } }));
    expect(row).toMatchObject({ state: 'filed', ticket_id: ticketId });
    expect(await post(row)).toMatchObject({ public: false, verified: false, notes: [expect.stringContaining(told)] });
    expect((await ticket(ticketId)).state).toBe('awaiting_customer');
    expect((await types(ticketId)).at(-1)).toBe('ticket.mail-noted');
    expect(await world.count(`outbox WHERE data->>'ticketId' = $1`, [ticketId])).toBe(before);
    expect(await world.count('ticket_participant WHERE ticket_id = $1 AND verified', [ticketId])).toBe(0);
  });

  test('on a ticket that is over he gets one of his own', async () => {
    const { ticketId, ours } = await opened();
    await world.bring(ticketId, 'resolved', { agentId: agent.id });
    const row = await mails.file(aMail({ from: 'eve@elsewhere.test', headers: { 'In-Reply-To': ours } }));
    expect(row.ticket_id).toBe(row.id);
    expect((await ticket(ticketId)).state).toBe('resolved');
  });

  test('who was in copy takes part when the sender’s domain vouches for the mail, and may answer', async () => {
    const proven = await mails.file(aMail({ headers: { ...DKIM, Cc: 'Lee <lee@customer.test>, sales@desk.test' } }));
    const people = await world.write(
      `SELECT email, verified FROM ticket_participant JOIN contact ON contact.id = contact_id WHERE ticket_id = $1`,
      [proven.ticket_id],
    );
    expect(people).toEqual([{ email: 'lee@customer.test', verified: true }]);
    const answer = await mails.file(
      aMail({ from: 'lee@customer.test', headers: { 'In-Reply-To': ownId(proven.ticket_id!) } }),
    );
    expect(await post(answer)).toMatchObject({ public: true, verified: true });
    const unproven = await mails.file(aMail({ headers: { Cc: 'mallory@elsewhere.test' } }));
    expect(await world.count('ticket_participant WHERE ticket_id = $1 AND verified', [unproven.ticket_id])).toBe(0);
  });
});

describe('automatic mail', () => {
  const away = { 'Auto-Submitted': 'auto-replied', 'X-Autoreply': 'yes' };

  test('is kept on its ticket, and neither reopens it nor tells anybody', async () => {
    const { ticketId, ours } = await opened();
    await world.bring(ticketId, 'resolved', { agentId: agent.id });
    const before = await world.count(`outbox WHERE data->>'ticketId' = $1`, [ticketId]);
    const row = await mails.file(aMail({ subject: 'Out of office', headers: { ...away, 'In-Reply-To': ours } }));
    expect(row.ticket_id).toBe(ticketId);
    expect(row.automatic).not.toBeNull();
    expect(await post(row)).toMatchObject({ public: false });
    expect((await ticket(ticketId)).state).toBe('resolved');
    expect(await world.count(`outbox WHERE data->>'ticketId' = $1`, [ticketId])).toBe(before);
  });

  test.each([
    ['an answer of a machine', away],
    ['a newsletter', { Precedence: 'bulk', 'List-Unsubscribe': '<https://x.test>' }],
  ])('%s that belongs to nothing waits for somebody to look', async (_, headers) => {
    const row = await mails.file(aMail({ from: 'news@shop.test', headers }));
    expect(row).toMatchObject({ state: 'review', ticket_id: null });
    expect(row.failure).toMatch(/belongs to no ticket/);
    expect(await world.count(`contact WHERE email = 'news@shop.test'`)).toBe(0);
  });

  test('of a machine that has something to tell is a ticket', async () => {
    const row = await mails.file(aMail({ from: 'nagios@host.test', headers: { 'Auto-Submitted': 'auto-generated' } }));
    expect(row).toMatchObject({ state: 'filed', ticket_id: row.id, automatic: 'notification' });
  });

  test('of ours that comes back is seen and goes nowhere', async () => {
    const { ticketId, ours } = await opened();
    const echo = await mails.file(aMail({ from: 'help@desk.test', messageId: ours }));
    expect(echo).toMatchObject({ state: 'filed', ticket_id: ticketId, post_id: null });
    const loop = await mails.file(aMail({ from: 'sales@desk.test' }));
    expect(loop).toMatchObject({ state: 'review', ticket_id: null });
    expect(await types(ticketId)).toEqual(['ticket.opened']);
  });

  test('a delivery report about a mail of ours is told on the ticket and on the contact, until he writes again', async () => {
    const { ticketId, ours } = await opened('Gone <gone@customer.test>');
    await world.write(
      `INSERT INTO outgoing_mail (id, ticket_id, version, kind, recipient, automatic, language, message_id, subject, body,
         correlation_id, created_at, state)
       VALUES ($1, $2, 1, 'reply', 'gone@customer.test', false, 'en', $3, 's', 'b', 'c', now(), 'sent')`,
      [newId(), ticketId, ours],
    );
    const report = (about: string, recipient: string, status: string) =>
      [
        'From: MAILER-DAEMON@mx.test',
        'To: help@desk.test',
        `Message-ID: <${newId()}@mx.test>`,
        'Subject: Undelivered Mail Returned to Sender',
        'Auto-Submitted: auto-replied',
        'Return-Path: <>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n',
        `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; ${recipient}\r\nAction: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; 550 ${status} User unknown\r\n`,
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${about}\r\nTo: ${recipient}\r\n`,
        '--b--\r\n',
      ].join('\r\n');
    const bounceOf = async () =>
      (await world.write(`SELECT bounce, bounce_reason FROM contact WHERE email = 'gone@customer.test'`))[0];

    const forged = await mails.file(report('<made-up@desk.test>', 'gone@customer.test', '5.1.1'));
    expect(forged.state).toBe('review');
    expect(await bounceOf()).toMatchObject({ bounce: null });

    const row = await mails.file(report(ours, 'gone@customer.test', '5.1.1'));
    expect(row).toMatchObject({ state: 'filed', ticket_id: ticketId });
    expect(await bounceOf()).toMatchObject({ bounce: 'hard', bounce_reason: expect.stringContaining('userunknown') });
    expect((await events(ticketId)).at(-1)).toMatchObject({ type: 'mail.bounced', public: false });

    await mails.file(aMail({ from: 'gone@customer.test', headers: DKIM }));
    expect(await bounceOf()).toMatchObject({ bounce: null, bounce_reason: null });
  });
});

describe('nothing is lost', () => {
  test('a mail of nobody becomes a stub that an agent sees', async () => {
    const row = await mails.file('Subject: no sender at all\r\nMessage-ID: <stub@x>\r\n\r\nHello\r\n');
    expect(row).toMatchObject({ state: 'review', ticket_id: row.id });
    const shown = await ticket(row.ticket_id);
    expect(shown).toMatchObject({
      subject: 'Mail that could not be read',
      requester: { email: 'unknown@sender.invalid' },
    });
    expect(shown.description).toContain('Subject: no sender at all');
  });

  test('bytes of any kind are filed', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from([0, 255, 254, 0, 13, 10]),
      Buffer.from('From: a\0b@c.test\r\n\r\n\0'),
    ]) {
      expect(['filed', 'review']).toContain((await mails.file(bytes)).state);
    }
    const odd = aMail({ subject: '=?utf-8?B?AGEA7aCA?=', text: 'a\0b \uFFFD', from: '"a\0b" <nul@customer.test>' });
    expect((await mails.file(odd)).state).toBe('filed');
  });

  test('a sender who opens tickets without end is stopped, and what he sent is kept', async () => {
    const ids = [];
    for (let each = 0; each < 47; each += 1) {
      ids.push(await mails.arrive(aMail({ from: 'flood@elsewhere.test', text: `Flood ${each}` })));
    }
    const rows = [];
    for (const id of ids) rows.push(await mails.filed(id));
    expect(rows.filter(({ state }) => state === 'filed')).toHaveLength(45);
    expect(rows.filter(({ state }) => state === 'review')).toHaveLength(2);
    expect(rows.find(({ state }) => state === 'review')!.failure).toMatch(/more than 45 tickets/);
  });

  test('a mail that is filed by two at once is filed once, and a crash before the commit leaves it to be done again', async () => {
    const writer = world.get(NewTickets);
    const write = writer.write.bind(writer);
    let [crashes, inTwo] = [0, 0];
    writer.write = async (all) => {
      crashes += 1;
      if (crashes === 1) throw new Error('Connection terminated unexpectedly');
      // A second process with the same mail, as after a lease that ran out. Counted before: the row may be filed while the second still waits.
      inTwo += 1;
      await Promise.allSettled([write(all), write(all)]);
    };
    const id = await mails.arrive(aMail({ text: 'Once only' }));
    const row = await mails.filed(id);
    writer.write = write;
    expect(inTwo).toBeGreaterThan(0);
    // The outage did not count.
    expect(row).toMatchObject({ state: 'filed', ticket_id: id, attempts: 1 });
    expect(await world.count(`post WHERE body = 'Once only'`)).toBe(1);
  });

  test('nobody looks again while nothing waits', async () => {
    await mails.filed(await mails.arrive(aMail({ text: 'The last one for now' })));
    await eventually(async () => expect(await world.get(MailStore).nextDueIn()).toBeNull());
  });

  test('a mail that fails in the same way three times is a stub', async () => {
    const writer = world.get(NewTickets);
    const write = writer.write.bind(writer);
    writer.write = (all) =>
      all.some(({ ticket }) => ticket.post.body === 'Poison') ? Promise.reject(new Error('indigestible')) : write(all);
    const id = await mails.arrive(aMail({ text: 'Poison' }));
    for (let turn = 1; turn <= 3; turn += 1) {
      await world.write(`UPDATE inbound_mail SET next_attempt_at = now() WHERE id = $1 AND state = 'received'`, [id]);
      await world.get(FileMailLoop).round();
    }
    const row = await mails.filed(id);
    writer.write = write;
    expect(row).toMatchObject({ state: 'review', failure: expect.stringContaining('indigestible') });
    expect((await ticket(row.ticket_id)).subject).toBe('Mail that could not be read');
  });
});
