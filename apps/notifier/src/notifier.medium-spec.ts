import { newId } from '#database';
import { ticketOfAddress, ticketOfMessageId } from '#mail';
import { eventually } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { get } from 'node:http';
import { SmtpSender } from './send-mail/smtp.sender.js';
import { Notifier, type Known, type MailRow } from './testing/notifier.fixture.js';
import { parsed, type Delivered } from './testing/test-smtp.js';

let notifier: Notifier;
let key: Buffer;
beforeAll(async () => {
  notifier = await Notifier.start();
  await notifier.mailbox('help@example.com', { isDefault: true });
  [{ key }] = (await notifier.rows<{ key: Buffer }>('SELECT key FROM installation_key')) as [{ key: Buffer }];
});
afterAll(() => notifier?.stop());

/** The mails the ticket's customer got, once there are so many. */
const got = (ticket: Known, count: number): Promise<Delivered[]> =>
  eventually(() => {
    const mails = notifier.smtp.to(ticket.email);
    expect(mails).toHaveLength(count);
    return mails;
  });
const settled = (ticket: Known, state: string): Promise<MailRow> =>
  eventually(async () => {
    const last = (await notifier.mails(ticket)).at(-1);
    expect(last?.state).toBe(state);
    return last!;
  });
const header = (mail: Delivered, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(mail.source.split('\r\n\r\n')[0]!)?.[1];

describe('a conversation by mail', () => {
  it('acknowledges, answers and solves, each once, in one thread that leads back to the ticket', async () => {
    const ticket = await notifier.ticket({ byMail: '<first@customer.example>' });
    expect(await notifier.hear(ticket)).toBe(1);
    const [acknowledgement] = await got(ticket, 1);
    await notifier.claim(ticket);
    await notifier.reply(ticket, 'Turn it off & on.\n\nSee https://example.com/<b>');
    // A message that comes twice, also at the same moment, and one that comes late.
    await Promise.all([notifier.hear(ticket), notifier.hear(ticket)]);
    expect(await notifier.hear(ticket)).toBe(0);
    const [, reply] = await got(ticket, 2);

    const first = await parsed(acknowledgement!);
    expect(acknowledgement!.from).toBe('help@example.com');
    expect(first).toMatchObject({
      subject: `[T-${ticket.number}] The printer`,
      from: { address: 'help@example.com', name: 'Help desk' },
      inReplyTo: ['<first@customer.example>'],
    });
    expect(header(acknowledgement!, 'Auto-Submitted')).toBe('auto-replied');
    expect(header(acknowledgement!, 'X-Auto-Response-Suppress')).toBe('All');
    expect(header(acknowledgement!, 'X-Tierline-Loop')).toBeDefined();

    const second = await parsed(reply!);
    expect(second).toMatchObject({
      subject: `Re: [T-${ticket.number}] The printer`,
      to: [{ address: ticket.email, name: 'Ann' }],
      inReplyTo: ['<first@customer.example>'],
      references: [first.messageId, '<first@customer.example>'],
    });
    expect(second.text).toContain('Turn it off & on.');
    expect(second.html).toContain('&#60;b&#62;');
    for (const name of ['Auto-Submitted', 'X-Tierline-Loop', 'Precedence'])
      expect(header(reply!, name)).toBeUndefined();
    expect(ticketOfMessageId(key, second.messageId!)).toBe(ticket.id);
    expect(ticketOfAddress(key, second.replyTo[0]!.address)).toBe(ticket.id);
    expect((await notifier.mails(ticket)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'received sent',
      'reply sent',
    ]);
  });

  it('is with everybody who is known to take part, each in a mail of his own, from the mailbox that was written to', async () => {
    const mailboxId = await notifier.mailbox('printers@example.com');
    const ticket = await notifier.ticket({ byMail: '<other@customer.example>', mailboxId });
    const [bob, eve] = [await notifier.participant(ticket, true), await notifier.participant(ticket, false)];
    await notifier.hear(ticket);
    await notifier.claim(ticket);
    await notifier.reply(ticket, 'Hello all');
    expect(await notifier.hear(ticket)).toBe(2);
    const mails = await got(ticket, 2);
    expect(mails.map(({ from }) => from)).toEqual(['printers@example.com', 'printers@example.com']);
    const [toBob] = await eventually(() => {
      expect(notifier.smtp.to(bob)).toHaveLength(1);
      return notifier.smtp.to(bob);
    });
    expect((await parsed(toBob!)).to).toEqual([{ address: bob, name: 'Bob' }]);
    expect(notifier.smtp.to(eve)).toEqual([]);
  });

  it('does not begin with an acknowledgement of automatic mail, or where none is wanted', async () => {
    const silent = await notifier.mailbox('silent@example.com', { acknowledge: false });
    expect(await notifier.hear(await notifier.ticket({ byMail: '<a@x.example>', automatic: true }))).toBe(0);
    expect(await notifier.hear(await notifier.ticket({ byMail: '<b@x.example>', mailboxId: silent }))).toBe(0);
  });

  it('does not tell old stories after an upgrade', async () => {
    const ticket = await notifier.ticket();
    await notifier.claim(ticket);
    await notifier.reply(ticket, 'Long ago');
    await notifier.query('UPDATE installation_key SET created_at = clock_timestamp()');
    expect(await notifier.hear(ticket)).toBe(0);
    await notifier.reply(ticket, 'Today');
    expect(await notifier.hear(ticket)).toBe(1);
    const [mail] = await got(ticket, 1);
    expect(mail!.source).toContain('Today');
  });

  it('tells an address that nobody has verified a number and nothing else', async () => {
    const requester = { verified: false, name: 'Buy at https://spam.example' };
    const ticket = await notifier.ticket({ requester, subject: 'Cheap pills', language: 'ru', byMail: '<spam@x>' });
    await notifier.hear(ticket);
    const [mail] = await got(ticket, 1);
    const { subject, text, to } = await parsed(mail!);
    expect(subject).toBe(`[T-${ticket.number}] Ваше обращение`);
    expect(to[0]!.name).toBeNull();
    expect(`${text}${mail!.source}`).not.toMatch(/pills|spam\.example|does not print/);
  });

  it('lets nothing of a name or a subject become a header', async () => {
    const requester = { name: 'Ann\r\nBcc: all@victim.example\r\n' };
    const ticket = await notifier.ticket({ requester, subject: 'Hello\r\nX-Evil: 1\r\n\r\nBody' });
    await notifier.query('UPDATE mailbox SET name = $1', ['Help\r\nX-Evil: 2']);
    await notifier.hear(ticket);
    const [mail] = await got(ticket, 1);
    await notifier.query('UPDATE mailbox SET name = $1', ['Help desk']);
    expect(mail!.to).toEqual([ticket.email]);
    expect([header(mail!, 'X-Evil'), header(mail!, 'Bcc')]).toEqual([undefined, undefined]);
    expect((await parsed(mail!)).subject).toBe(`[T-${ticket.number}] Hello X-Evil: 1 Body`);
  });
});

describe('the files of an answer', () => {
  const filesIn = async (mail: Delivered) =>
    (await parsed(mail)).attachments.map(({ name, content }) => `${name}: ${Buffer.from(content).toString()}`);
  const waitingFor = (ticket: Known) =>
    eventually(async () => {
      const [mail] = await notifier.mails(ticket);
      expect(mail).toMatchObject({ state: 'waiting', reason: expect.stringMatching(/./) });
      return mail!;
    });
  /** A ticket that an agent has answered with these files; nothing else is mailed. */
  const answered = async (...files: readonly (readonly [name: string, content: string, scan?: string])[]) => {
    const ticket = await notifier.ticket({ language: 'ru', channel: 'email', byMail: `<${newId()}@customer.example>`, automatic: true }); // prettier-ignore
    await notifier.claim(ticket);
    const ids = [];
    for (const [name, content, scan] of files) ids.push(await notifier.upload(ticket, name, content, scan));
    await notifier.reply(ticket, 'See the files.', ids);
    await notifier.hear(ticket);
    return { ticket, ids };
  };

  it('go with it, under their names, and leave no trace on the ticket', async () => {
    const { ticket } = await answered(['фото "1".txt', 'one'], ['b.txt', 'two', 'clean']);
    const [mail] = await got(ticket, 1);
    expect(await filesIn(mail!)).toEqual(['фото "1".txt: one', 'b.txt: two']);
    await settled(ticket, 'sent');
    expect(await notifier.events(ticket)).toEqual([]);
  });

  it('go with a solution, too, but for what a lead has removed', async () => {
    const { ticket, ids } = await answered(['a.txt', 'a', 'pending']);
    await waitingFor(ticket);
    await notifier.query(`UPDATE attachment SET removed_at = now(), removed_by = $2, scan = 'unscanned' WHERE id = $1`, [ids[0], notifier.agentId]); // prettier-ignore
    await notifier.resolve(ticket, 'It was dust.', [await notifier.upload(ticket, 'before.txt', 'dust')]);
    await notifier.hear(ticket);
    await notifier.hurry();
    const mails = await got(ticket, 2);
    expect(await Promise.all(mails.map(filesIn))).toEqual([[], ['before.txt: dust']]);
    expect(await notifier.events(ticket)).toEqual([]);
  });

  it('that are too large, refused by the scanner or lost are named in it and on the ticket', async () => {
    const { ticket, ids } = await answered(['a.txt', 'a'], ['big.zip', 'x'.repeat(1_001)], ['late.exe', 'x', 'pending'], ['lost.txt', 'y']); // prettier-ignore
    await waitingFor(ticket);
    await notifier.query(`UPDATE attachment SET scan = 'infected' WHERE id = $1`, [ids[2]]);
    await notifier.query(`UPDATE attachment SET sha256 = sha256('nowhere') WHERE id = $1`, [ids[3]]);
    await notifier.hurry();
    const [mail] = await got(ticket, 1);
    expect(await filesIn(mail!)).toEqual(['a.txt: a']);
    const { text } = await parsed(mail!);
    expect(text).toMatch(/^See the files\.[^]*хранятся с вашим обращением:\s+- big\.zip.*слишком велик.*\s+- late\.exe.*не прошёл.*\s+- lost\.txt.*не читается\n[^-]*\n-- \nKim/); // prettier-ignore
    const { id } = await settled(ticket, 'sent');
    const data = { mailId: id, recipient: ticket.email, files: ['big.zip', 'late.exe', 'lost.txt'] };
    await eventually(async () =>
      expect(await notifier.events(ticket)).toEqual([
        { type: 'mail.files-left-out', public: false, data: expect.objectContaining(data) },
      ]),
    );
  });

  it('that are left out send nothing twice when the ticket is busy: the mail counts as sent before the ticket is told', async () => {
    const { ticket, ids } = await answered(['late.exe', 'x', 'pending']);
    await waitingFor(ticket);
    await notifier.change(ticket.id, async () => {
      await notifier.query(`UPDATE attachment SET scan = 'infected' WHERE id = $1`, [ids[0]]);
      await notifier.hurry();
      await settled(ticket, 'sent');
      expect(await notifier.events(ticket)).toEqual([]);
    });
    await eventually(async () =>
      expect(await notifier.events(ticket)).toMatchObject([
        { type: 'mail.files-left-out', data: { files: ['late.exe'] } },
      ]),
    );
    expect(notifier.smtp.to(ticket.email)).toHaveLength(1);
  });

  it('are waited for while they are scanned, which counts as no attempt', async () => {
    const { ticket, ids } = await answered(['a.txt', 'a', 'pending']);
    expect(await waitingFor(ticket)).toMatchObject({ attempts: 0, reason: expect.stringMatching(/scanner.*a\.txt/) });
    await notifier.query(`UPDATE attachment SET scan = 'clean' WHERE id = $1`, [ids[0]]);
    await notifier.hurry();
    expect(await filesIn((await got(ticket, 1))[0]!)).toEqual(['a.txt: a']);
    expect(await settled(ticket, 'sent')).toMatchObject({ attempts: 1, reason: null });
  });

  it('hold back what is written to the same person after it, and nobody else', async () => {
    const { ticket, ids } = await answered(['a.txt', 'a', 'pending']);
    await waitingFor(ticket);
    await notifier.reply(ticket, 'Did the file help?');
    await notifier.hear(ticket);
    const other = await notifier.ticket();
    await notifier.hear(other);
    await got(other, 1);
    expect(await notifier.mails(ticket)).toMatchObject([{ attempts: 0 }, { attempts: 0, reason: null }]);
    await notifier.query(`UPDATE attachment SET scan = 'clean' WHERE id = $1`, [ids[0]]);
    await notifier.hurry();
    const [first, second] = await got(ticket, 2);
    expect(await filesIn(first!)).toEqual(['a.txt: a']);
    expect(second!.source).toContain('Did the file help?');
  });
});

describe('a server that refuses', () => {
  it('for now is asked again, with the same mail', async () => {
    const ticket = await notifier.ticket();
    notifier.smtp.refusals.push({ code: 451, text: 'greylisted' });
    await notifier.hear(ticket);
    const waiting = await eventually(async () => {
      const [mail] = await notifier.mails(ticket);
      expect(mail?.reason).toContain('greylisted');
      return mail!;
    });
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(waiting.nextAttemptAt!.getTime() - Date.now()).toBeGreaterThan(30_000);
    await notifier.hurry();
    const [mail] = await got(ticket, 1);
    expect((await parsed(mail!)).messageId).toBe(waiting.messageId);
  });

  it('for good is told on the ticket, to agents, who can send it again', async () => {
    const ticket = await notifier.ticket();
    await notifier.hear(ticket);
    await got(ticket, 1);
    await notifier.claim(ticket);
    await notifier.reply(ticket, 'Are you there?');
    notifier.smtp.refusals.push({ code: 550, text: 'no such user' });
    await notifier.hear(ticket);
    const failed = await settled(ticket, 'failed');
    expect(await notifier.events(ticket)).toMatchObject([
      {
        type: 'mail.not-delivered',
        public: false,
        data: {
          mailId: failed.id,
          kind: 'reply',
          recipient: ticket.email,
          reason: expect.stringContaining('no such user'),
        },
      },
    ]);
    const [stranger, kim] = [await notifier.login('agent'), await notifier.login('agent', notifier.agentId)];
    expect(await notifier.ask('GET', `/notifications/mails?ticket=T-${ticket.number}&state=failed`, kim)).toMatchObject(
      {
        status: 200,
        body: { items: [{ id: failed.id, state: 'failed', ticket: { id: ticket.id } }], nextCursor: null },
      },
    );
    expect((await notifier.ask('GET', `/notifications/mails?ticket=${ticket.id}`, stranger)).body.items).toEqual([]);
    expect(await notifier.ask('POST', `/notifications/mails/${failed.id}/resend`, stranger)).toMatchObject({
      status: 404,
    });
    expect(await notifier.ask('POST', `/notifications/mails/${failed.id}/resend`, kim)).toMatchObject({ status: 202 });
    await got(ticket, 2);
    await settled(ticket, 'sent');
    expect(await notifier.ask('POST', `/notifications/mails/${failed.id}/resend`, kim)).toMatchObject({
      status: 409,
      body: { code: 'mail.not-ended' },
    });
  });
});

describe('what is not sent', () => {
  it('to an address that bounces for good, is on the ticket at once', async () => {
    const ticket = await notifier.ticket({ requester: { bounce: 'hard' } });
    expect(await notifier.hear(ticket)).toBe(0);
    expect(await notifier.mails(ticket)).toMatchObject([{ state: 'failed', attempts: 0 }]);
    expect(await notifier.events(ticket)).toMatchObject([{ data: { reason: 'The address bounces: 5.1.1 unknown' } }]);
    expect(await notifier.hear(ticket)).toBe(0);
    expect(await notifier.mails(ticket)).toHaveLength(1);
  });

  it('in a loop, is told on the ticket once', async () => {
    const ticket = await notifier.ticket();
    await notifier.query(
      `INSERT INTO outgoing_mail (id, ticket_id, version, kind, recipient, automatic, language, message_id, subject, body,
         correlation_id, created_at, state) SELECT gen_random_uuid(), $1, 100 + n, 'moved', $2, true, 'en', gen_random_uuid()::text, '', '',
         'c', now(), 'sent' FROM generate_series(1, 10) n`,
      [ticket.id, ticket.email],
    );
    expect(await notifier.hear(ticket)).toBe(0);
    expect(await notifier.events(ticket)).toMatchObject([
      { type: 'mail.suppressed', public: false, data: { recipient: ticket.email, kind: 'received' } },
    ]);
    await notifier.claim(ticket);
    await notifier.reply(ticket, 'A person is never held back.');
    expect(await notifier.hear(ticket)).toBe(1);
    await got(ticket, 1);
    expect(await notifier.events(ticket)).toHaveLength(1);
  });

  it('by itself in quiet hours, waits until they are over; what an agent wrote does not', async () => {
    const [admin, organisationId] = [await notifier.login('admin'), newId()];
    await notifier.query(`INSERT INTO organisation (id, name) VALUES ($1, 'Night owls')`, [organisationId]);
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const today = new Date().getUTCDay();
    const inThreeDays = days[(today + 2) % 7]!;
    const calendar = { timezone: 'UTC', hours: { [inThreeDays]: [['09:00', '17:00']] } };
    const path = `/notifications/quiet-hours/${organisationId}`;
    expect(await notifier.ask('PUT', path, admin, calendar)).toMatchObject({ status: 200, body: { calendar } });
    const ticket = await notifier.ticket({ organisationId });
    await notifier.hear(ticket);
    await notifier.claim(ticket);
    await notifier.reply(ticket, 'I am awake too.');
    await notifier.hear(ticket);
    const [mail] = await got(ticket, 1);
    expect(mail!.source).toContain('I am awake too.');
    const [held] = await notifier.mails(ticket);
    expect(held).toMatchObject({ kind: 'received', state: 'waiting', attempts: 0 });
    expect(held!.nextAttemptAt!.toISOString()).toContain('T09:00:00.000Z');
    expect(held!.nextAttemptAt!.getUTCDay()).toBe((today + 3) % 7);
    const inFourDays = { timezone: 'UTC', hours: { [days[(today + 3) % 7]!]: [['10:00', '11:00']] } };
    await notifier.ask('PUT', path, admin, inFourDays);
    expect((await notifier.mails(ticket))[0]!.nextAttemptAt!.toISOString()).toContain('T10:00:00.000Z');
    const awake = await notifier.ticket({ organisationId });
    await notifier.hear(awake);
    await notifier.resolve(ticket, 'It was asleep.');
    await notifier.hear(ticket);
    await got(ticket, 2);
    const [outdated] = await notifier.mails(ticket);
    expect(outdated).toMatchObject({ kind: 'received', state: 'suppressed' });
    expect(outdated!.reason).toContain('no longer holds');

    for (const [wrong, pointer] of [
      [{ timezone: 'Europe/Nowhere', always: true }, '/timezone'],
      [{ timezone: 'UTC', hours: { mon: [['18:00', '09:00']] } }, '/hours/mon/0'],
      [{ timezone: 'UTC', hours: {} }, '/hours'],
    ] as const) {
      const { status, body } = await notifier.ask('PUT', path, admin, wrong);
      expect([status, body.errors[0]?.pointer]).toEqual([400, pointer]);
    }
    expect((await notifier.mails(awake))[0]).toMatchObject({ kind: 'received', state: 'waiting' });
    expect(await notifier.ask('DELETE', path, admin)).toMatchObject({ status: 204 });
    await got(awake, 1);
    expect(await notifier.ask('DELETE', path, admin)).toMatchObject({ status: 404 });
    expect(await notifier.ask('PUT', `/notifications/quiet-hours/${newId()}`, admin, calendar)).toMatchObject({
      status: 404,
    });
  });
});

describe('what admins decide', () => {
  it('is which kinds of mail there are', async () => {
    const [admin, agent] = [await notifier.login('admin'), await notifier.login('agent')];
    expect(await notifier.ask('PATCH', '/notifications/rules', agent, { received: false })).toMatchObject({
      status: 403,
    });
    expect(await notifier.ask('PATCH', '/notifications/rules', admin, { nonsense: true })).toMatchObject({
      status: 400,
    });
    expect(await notifier.ask('PATCH', '/notifications/rules', admin, {})).toMatchObject({ status: 400 });
    const changed = await notifier.ask('PATCH', '/notifications/rules', admin, { received: false });
    expect(changed.body.items[0]).toMatchObject({ kind: 'received', enabled: false });
    const ticket = await notifier.ticket();
    expect(await notifier.hear(ticket)).toBe(0);
    await notifier.ask('PATCH', '/notifications/rules', admin, { received: true });
    const heard = await notifier.rows<{ kind: string }>(
      `SELECT kind FROM desk_signal WHERE data = '{"what": "notifications"}'`,
    );
    expect(new Set(heard.map(({ kind }) => kind))).toEqual(new Set(['settings-changed']));
    expect((await notifier.ask('GET', '/notifications/rules', agent)).body.items).toHaveLength(8);
    expect(await notifier.hear(await notifier.ticket())).toBe(1);
    expect(await notifier.hear(await notifier.ticket({ channel: 'alert' }))).toBe(0);
  });

  it('is what mails say', async () => {
    const admin = await notifier.login('admin');
    const path = '/notifications/templates/received/fr';
    const body = 'Bonjour {{requester}}, votre numéro est {{number}}.';
    const refused = await notifier.ask('PUT', path, admin, { body: '{{number}} {{ nom }} {{mot}}' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'template.unknown-placeholder' } });
    expect(refused.body.errors[0]!.detail).toContain('{{nom}}, {{mot}}');
    expect(await notifier.ask('POST', `${path}/preview`, admin, { body })).toMatchObject({
      status: 200,
      body: { text: 'Bonjour Ann, votre numéro est T-1042.' },
    });
    expect(await notifier.ask('PUT', path, admin, { body })).toMatchObject({ status: 200, body: { isDefault: false } });
    for (const [to, method] of [
      ['reply/fr', 'PUT'],
      ['reply/fr/preview', 'POST'],
    ] as const) {
      const mute = await notifier.ask(method, `/notifications/templates/${to}`, admin, {
        body: 'Bonjour {{requester}}',
      });
      expect(mute).toMatchObject({ status: 422, body: { code: 'template.says-nothing' } });
    }
    const ticket = await notifier.ticket({ language: 'fr-CA' });
    await notifier.hear(ticket);
    const [mail] = await got(ticket, 1);
    expect((await parsed(mail!)).text?.trim()).toBe(`Bonjour Ann, votre numéro est T-${ticket.number}.`);
    expect((await notifier.ask('GET', '/notifications/templates', admin)).body.items).toHaveLength(28);
    expect(await notifier.ask('DELETE', path, admin)).toMatchObject({ status: 204 });
    for (const wrong of ['received/french', 'nonsense/en', 'received/%00', 'received/fr'])
      expect(await notifier.ask('DELETE', `/notifications/templates/${wrong}`, admin)).toMatchObject({ status: 404 });
  });

  it('can be tried with a test mail', async () => {
    const admin = await notifier.login('admin');
    const { status, body } = await notifier.ask('POST', '/notifications/test', admin);
    expect(status).toBe(202);
    await eventually(async () =>
      expect(await notifier.ask('GET', `/notifications/mails/${body.id}`, admin)).toMatchObject({
        body: { kind: 'test', state: 'sent', ticket: null },
      }),
    );
    expect(notifier.smtp.to(String(body.recipient))).toHaveLength(1);
    expect(await notifier.ask('GET', '/notifications/sending', admin)).toMatchObject({
      body: { sends: true, isDevelopment: false, from: 'help@example.com', filesMaxBytes: 1_000 },
    });
  });
});

describe('the development mailbox', () => {
  const page = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, notifier.url), { redirect: 'manual', ...init });
  const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) });

  it('keeps what it is sent, shows it as the text it is, and lets one answer as the customer', async () => {
    const { mailbox, kept, door } = notifier.development;
    const sender = new SmtpSender(kept);
    const [messageId, to] = ['<one@example.com>', 'ann@customer.example'];
    const subject = '[T-7] <script>alert(1)</script>';
    await sender.send({
      from: 'help@example.com',
      replyTo: 'help+token@example.com',
      to,
      messageId,
      subject,
      text: 'A <b>',
      html: '<b>B</b>',
    });
    sender.onApplicationShutdown();
    const [mail] = mailbox.list(to);
    const list = await (await page('/dev/mailbox')).text();
    const shown = await (await page(`/dev/mailbox/${mail!.id}`)).text();
    for (const html of [list, shown]) expect(html).toContain('[T-7] &#60;script&#62;');
    expect(`${list}${shown}`).not.toMatch(/<script|<b>/);
    expect(shown).toContain('<iframe sandbox');
    const html = await page(`/dev/mailbox/${mail!.id}/html`);
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
    expect((await page(`/dev/mailbox/${mail!.id}/source`)).headers.get('content-type')).toContain('text/plain');

    const answered = await page(`/dev/mailbox/${mail!.id}/answer`, form({ body: 'It works.\r\nThank you' }));
    expect([answered.status, answered.headers.get('location')]).toEqual([303, '/dev/mailbox?said=1']);
    const { sender: from, recipients, source } = door.mails.at(-1)!;
    expect([from, recipients]).toEqual([to, ['help+token@example.com']]);
    const answer = await parsed({ from, to: recipients, source: source.toString() });
    expect(answer).toMatchObject({ inReplyTo: [messageId], references: [messageId], from: { address: to } });
    expect(answer.text).toMatch(/^It works\.\nThank you\n\nOn .* wrote:\n\n> A <b>/);

    const written = await page(
      '/dev/mailbox/new',
      form({ from: 'Bob@customer.example', name: 'Bob\r\nBcc: x@y.example', subject: 'New', body: 'Hi' }),
    );
    expect(written.status).toBe(303);
    expect(door.mails.at(-1)).toMatchObject({ sender: 'bob@customer.example', recipients: ['support@tierline.test'] });
    expect(door.mails.at(-1)!.source.toString()).not.toMatch(/^Bcc/m);
    expect((await page('/dev/mailbox/new', form({ from: 'nobody', body: 'Hi' }))).status).toBe(400);
    for (const path of ['999', 'x', '%00', '0']) expect((await page(`/dev/mailbox/${path}`)).status).toBe(404);
  });

  it("takes the forms of its own pages as browsers send them, and nobody else's", async () => {
    const send = async (origin: string) =>
      (await page('/dev/mailbox/new', { ...form({ from: 'ann@customer.example', body: 'Hi' }), headers: { origin } }))
        .status;
    expect((await page('/dev/mailbox')).headers.get('referrer-policy')).toBe('same-origin');
    expect(await send(new URL(notifier.url).origin)).toBe(303);
    expect(await send('null')).toBe(403);
  });

  it('is for this machine only', async () => {
    const headers = { host: 'localhost' };
    expect((await page('/dev/mailbox', { headers: { 'x-forwarded-for': '203.0.113.1' } })).status).toBe(403);
    expect(
      (
        await page('/dev/mailbox/new', {
          ...form({ body: 'x' }),
          headers: { ...headers, origin: 'https://evil.example' },
        })
      ).status,
    ).toBe(403);
    const { status } = await new Promise<{ status: number | undefined }>((resolve, reject) => {
      const url = new URL('/dev/mailbox', notifier.url);
      get(url, { headers: { host: 'rebound.example' } }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode });
      }).on('error', reject);
    });
    expect(status).toBe(403);
  });
});
