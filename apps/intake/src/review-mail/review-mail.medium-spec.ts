import { hashToken, newToken } from '#access';
import { newId } from '#database';
import { newMessageId } from '#mail';
import { FileNotScannable } from '#files';
import { eventually } from '#testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FILE_STORE } from '../keep-files/file-keeper.js';
import { FILE_SCANNER, ScanAttachmentsLoop } from '../read-attachments/scan-attachments.loop.js';
import { IntakeWorld } from '../testing/intake-world.js';
import { aMail, Mails } from '../testing/mails.js';

let world: IntakeWorld;
let mails: Mails;
let lead: { id: string; token: string };
let agent: { id: string; token: string };
let elsewhere: { id: string; token: string };

beforeAll(async () => {
  world = await IntakeWorld.open();
  mails = new Mails(world);
  lead = await world.agent('lead');
  agent = await world.agent('agent', [[1, null]]);
  elsewhere = await world.agent('agent', [[3, null]]);
});
afterAll(() => world?.close());

const ask = (method: string, path: string, { token } = lead) => world.ask(method, path, { token });
const download = (path: string, { token } = lead) =>
  fetch(`${world.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

const newsletter = (n: number): string =>
  aMail({ from: `news-${n}@shop.test`, subject: `Offer ${n}`, headers: { Precedence: 'bulk' } });

const withFiles = (text = 'See the picture.'): string =>
  aMail({
    headers: { 'MIME-Version': '1.0', 'Content-Type': 'multipart/related; boundary=b' },
    text: [
      `--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>${text}</p><img src="cid:pic@x"><img src="cid:gone@x"><img src="https://t.test/p.gif"><script>alert(1)</script>`,
      '--b\r\nContent-Type: image/png; name="pic.png"\r\nContent-Id: <pic@x>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf\r\n\r\n%PDF-1.4 nothing",
      '--b--',
    ].join('\r\n'),
  });

test('what waits for somebody to look is listed, tried again or dismissed', async () => {
  const [one, two] = [await mails.file(newsletter(1)), await mails.file(newsletter(2))];
  const first = await ask('GET', '/mail/review?limit=1');
  expect(first.body.items).toMatchObject([{ id: two.id, state: 'review', from: 'news-2@shop.test', ticket: null }]);
  const second = await ask('GET', `/mail/review?limit=1&cursor=${first.body.nextCursor}`);
  expect(second.body.items.map(({ id }: { id: string }) => id)).toEqual([one.id]);

  const dismissed = await ask('POST', `/mail/${one.id}/dismiss`);
  expect(dismissed).toMatchObject({ status: 200, body: { state: 'review', reviewedBy: { id: lead.id } } });
  expect((await ask('POST', `/mail/${two.id}/retry`)).status).toBe(200);
  const filed = await mails.filed(two.id);
  expect(filed).toMatchObject({ state: 'filed', ticket_id: two.id });
  expect((await ask('GET', '/mail/review')).body.items).toEqual([]);
  expect((await ask('GET', `/mail/${two.id}`)).body).toMatchObject({ state: 'filed', ticket: { id: two.id }, seen: 1 });
  expect(await ask('POST', `/mail/${two.id}/retry`)).toMatchObject({
    status: 409,
    body: { code: 'mail.not-in-review' },
  });
  expect((await ask('POST', `/mail/${two.id}/dismiss`)).status).toBe(409);
  // Two were put aside and two decided about: screens with the list on them are told of each.
  expect(await world.count(`desk_signal WHERE kind = 'mail-review'`)).toBe(4);
});

test('a stub that is tried again says what it says on its own ticket, and stays one ticket', async () => {
  const stub = await mails.file('Subject: nobody wrote this\r\n\r\nStill nobody\r\n');
  await ask('POST', `/mail/${stub.id}/retry`);
  const again = await mails.filed(stub.id);
  expect(again).toMatchObject({ state: 'review', ticket_id: stub.ticket_id });
  expect((await ask('GET', '/mail/review')).body.items).toHaveLength(1);
});

test('the source is a download, byte for byte, for those who may see the mail', async () => {
  const source = aMail({ text: 'As it came: ÄÖ\r\n'.repeat(50_000) });
  const { id } = await mails.file(source);
  const answer = await download(`/mail/${id}/source`, agent);
  expect([answer.status, await answer.text()]).toEqual([200, source]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${id}.eml"; filename*=UTF-8''${id}.eml`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  });
  expect((await download(`/mail/${id}/source`, elsewhere)).status).toBe(404);
  expect((await ask('GET', `/mail/${id}`, elsewhere)).status).toBe(404);
  const aside = await mails.file(newsletter(3));
  expect((await ask('GET', `/mail/${aside.id}`, agent)).status).toBe(404);
  expect((await ask('GET', '/mail/review', agent)).status).toBe(403);
  expect((await ask('POST', `/mail/${aside.id}/retry`, agent)).status).toBe(403);
  for (const path of [`/mail/${newId()}`, '/mail/x', `/mail/${newId()}/source`]) {
    expect((await ask('GET', path)).status).toBe(404);
  }
});

test('a post says that it came by mail and with what; the whole of it is one step away, and safe', async () => {
  const row = await mails.file(withFiles());
  const { items } = (await ask('GET', `/tickets/${row.ticket_id}/posts`)).body;
  expect(items).toMatchObject([
    {
      body: 'See the picture.',
      mail: {
        id: row.id,
        from: { address: 'kim@customer.test' },
        verified: true,
        automatic: null,
        hasMore: true,
        blockedImages: 1,
      },
      attachments: [
        { name: 'pic.png', type: 'image/png', inline: true, scan: 'unscanned' },
        { name: 'отчёт.pdf', inline: false },
      ],
    },
  ]);
  const [picture, report] = items[0].attachments;
  const whole = await ask('GET', `/tickets/${row.ticket_id}/posts/${row.post_id}/mail`);
  expect(whole.body.html).toContain(`src="/api/v1/attachments/${picture.id}"`);
  expect(whole.body.html).not.toMatch(/cid:|<script| src="(https|")/);
  const document = `/tickets/${row.ticket_id}/posts/${row.post_id}/mail/document`;
  const page = await download(document, agent);
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*img-src data:; .*sandbox /);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toMatch(
    /<p>See the picture.<\/p><img src="data:image\/png;base64,iVBOR[^"]+"[^>]*><img[^>]*><img data-blocked/,
  );
  expect(await (await download(`${document}?images=remote`, agent)).text()).toContain('src="https://t.test/p.gif"');
  expect((await download(`${document}?images=all`, agent)).status).toBe(400);
  expect((await download(document, elsewhere)).status).toBe(404);
  const listed = await ask('GET', `/tickets/${row.ticket_id}/attachments?limit=1`);
  expect(listed.body.items).toMatchObject([{ id: picture.id, postId: row.post_id }]);
  expect(
    (await ask('GET', `/tickets/${row.ticket_id}/attachments?cursor=${listed.body.nextCursor}`)).body,
  ).toMatchObject({
    items: [{ id: report.id }],
    nextCursor: null,
  });

  const file = await download(`/attachments/${report.id}`, agent);
  expect([file.status, (await file.text()).trim()]).toEqual([200, '%PDF-1.4 nothing']);
  expect(file.headers.get('content-type')).toBe('application/octet-stream');
  expect(file.headers.get('content-disposition')).toContain(`filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf`);
  expect((await download(`/attachments/${picture.id}`)).headers.get('content-type')).toBe('image/png');
  expect((await download(`/attachments/${report.id}`, elsewhere)).status).toBe(404);
  expect((await ask('GET', `/tickets/${row.ticket_id}/posts/${newId()}/mail`)).body.code).toBe('post.not-by-mail');
  expect((await ask('GET', '/attachments/x')).status).toBe(404);
});

test('customers see neither what a stranger wrote nor what came with it', async () => {
  const acme = await world.organisation('Acme');
  const { ticket_id } = await mails.file(aMail({ from: 'lee@acme.test' }));
  await world.write('UPDATE ticket SET organisation_id = $2 WHERE id = $1', [ticket_id, acme]);
  const token = newToken();
  await world.write(
    `INSERT INTO api_key (id, name, hash, scopes, organisation_id) VALUES ($1, 'theirs', $2, '{tickets:read}', $3)`,
    [newId(), hashToken(token), acme],
  );
  const [{ key }] = (await world.write(`SELECT key FROM installation_key`)) as [{ key: Buffer }];
  const ours = newMessageId(key, { ticketId: ticket_id!, mailId: newId(), domain: 'x.test' });
  const stranger = await mails.file(
    withFiles('Psst').replace('From: Kim <kim@customer.test>', `From: eve@elsewhere.test\r\nIn-Reply-To: ${ours}`),
  );
  expect(stranger.ticket_id).toBe(ticket_id);
  const theirs = { id: '', token };
  expect((await ask('GET', `/tickets/${ticket_id}/posts`, theirs)).body.items).toHaveLength(1);
  expect((await ask('GET', `/tickets/${ticket_id}/attachments`, theirs)).body.items).toEqual([]);
  expect((await ask('GET', `/tickets/${ticket_id}/posts/${stranger.post_id}/mail`, theirs)).status).toBe(404);
  const { items } = (await ask('GET', `/tickets/${ticket_id}/attachments`)).body;
  expect(items).toHaveLength(2);
  expect((await download(`/attachments/${items[0].id}`, theirs)).status).toBe(404);
});

/** How often screens were told that files of this ticket were looked at. */
const toldOf = (ticketId: unknown): Promise<number> =>
  world.count(`desk_signal WHERE kind = 'files-scanned' AND ticket_ids = ARRAY[$1::uuid]`, [ticketId]);

test('what the virus scanner always refuses is given up on, and says so', async () => {
  const row = await mails.file(withFiles('Too much for it'));
  await world.write(`UPDATE attachment SET scan = 'pending' WHERE mail_id = $1`, [row.id]);
  let [asked, isAway] = [0, true];
  const scanner = {
    scan: () => {
      asked += 1;
      return Promise.reject(
        isAway ? new Error('The virus scanner is away.') : new FileNotScannable('Size limit exceeded.'),
      );
    },
  };
  const loop = new ScanAttachmentsLoop(world.database, world.get(FILE_STORE), scanner);
  await expect(loop.round()).rejects.toThrow('away');
  [asked, isAway] = [0, false];
  for (let times = 0; times < 7; times += 1) {
    await loop.round();
    await loop.round();
    await world.write(`UPDATE attachment SET scan_after = now() WHERE mail_id = $1`, [row.id]);
  }
  expect(asked).toBe(2 * 5);
  const { items } = (await ask('GET', `/tickets/${row.ticket_id}/attachments`)).body;
  expect(items).toMatchObject([{ scan: 'failed' }, { scan: 'failed' }]);
  expect(await toldOf(row.ticket_id)).toBe(2);
  const { body } = await ask('GET', `/attachments/${items[0].id}`);
  expect(body).toMatchObject({
    code: 'attachment.not-scannable',
    detail: expect.stringContaining('Size limit exceeded'),
  });
  expect((await ask('GET', `/mail/${row.id}/source`, agent)).body.code).toBe('mail.not-safe');
});

test('what waits for the virus scanner, and what it finds something in, is not given out', async () => {
  const row = await mails.file(withFiles('Scan me'));
  await world.write(`UPDATE attachment SET scan = 'pending' WHERE mail_id = $1`, [row.id]);
  const { items } = (await ask('GET', `/tickets/${row.ticket_id}/attachments`)).body;
  const codeOf = async ({ id }: { id: string }) => (await ask('GET', `/attachments/${id}`)).body?.code;
  expect(await codeOf(items[0])).toBe('attachment.not-scanned');
  expect((await ask('GET', `/mail/${row.id}/source`, agent)).body.code).toBe('mail.not-safe');
  expect(world.get<unknown>(FILE_SCANNER)).toBeNull();
  const scanner = {
    scan: (content: Uint8Array) =>
      Promise.resolve(
        Buffer.from(content).includes('%PDF')
          ? ({ verdict: 'infected', name: 'Eicar' } as const)
          : ({ verdict: 'clean' } as const),
      ),
  };
  const loop = new ScanAttachmentsLoop(world.database, world.get(FILE_STORE), scanner);
  await loop.round();
  await eventually(async () => (await world.count(`attachment WHERE scan = 'pending'`)) === 0);
  expect(await toldOf(row.ticket_id)).toBe(2);
  expect((await download(`/attachments/${items[0].id}`)).status).toBe(200);
  expect(await ask('GET', `/attachments/${items[1].id}`)).toMatchObject({
    status: 409,
    body: { code: 'attachment.infected', detail: expect.stringContaining('Eicar') },
  });
});

test('whose source is kept no more cannot be downloaded, nor tried again', async () => {
  const row = await mails.file('To: help@desk.test\r\n\r\nNobody wrote this.\r\n');
  const admin = await world.agent('admin');
  await world.write(`UPDATE inbound_mail SET source = '' WHERE id = $1`, [row.id]);
  expect((await ask('GET', `/mail/${row.id}`, admin)).body).toMatchObject({ state: 'review', size: 0 });
  expect(await ask('GET', `/mail/${row.id}/source`, admin)).toMatchObject({
    status: 404,
    body: { code: 'mail.source-gone' },
  });
  expect(await ask('POST', `/mail/${row.id}/retry`, admin)).toMatchObject({
    status: 409,
    body: { code: 'mail.source-gone' },
  });
});
