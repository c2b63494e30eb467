import { createHash, randomUUID } from 'node:crypto';
import { pause, request, type Promised, type PromisedMail } from './promised.js';
import type { Random } from './random.js';
import type { World } from './world.js';

/** What no parser makes sense of, and what tries to hold one up. */
const hostile: readonly (() => string)[] = [
  () => `\0\x01\x02 ${randomUUID()}`,
  () => `${randomUUID()}\r\n`.repeat(50),
  () => `From: ${'a'.repeat(5_000)}\r\nContent-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n--\r\n${randomUUID()}`,
  () =>
    `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n'.repeat(300)}${randomUUID()}`,
];

/** A mail server: new mails, answers to what we wrote, the same mail again, and now and then what is hardly one. It insists. */
export async function postMails(
  world: World,
  promised: Promised,
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await pause(random.between(50, 250));
    if (random.chance(0.02)) {
      await deliver(world, promised, random, random.pick(hostile)(), { token: null, answers: null, isCopy: false });
      continue;
    }
    const token = randomUUID();
    const answered = random.chance(0.4) ? random.pick([...world.smtp.taken]) : undefined;
    const from = answered ? [...answered[1].recipients][0] : `writer-${Math.floor(random.next() * 30)}@mail.crash.test`;
    const mail = [
      `From: <${from}>`,
      'To: <help@desk.crash.test>',
      `Message-ID: <${token}@mail.crash.test>`,
      ...(answered ? [`In-Reply-To: ${answered[0]}`] : []),
      `Date: ${new Date().toUTCString()}`,
      `Subject: ${answered ? 'Re: your answer' : `Paper jam ${token}`}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      `It is stuck again, mail-token ${token}`,
      '',
    ].join('\r\n');
    const said = { token, answers: answered?.[0] ?? null };
    if (!(await deliver(world, promised, random, mail, { ...said, isCopy: false }))) continue;
    if (random.chance(0.15)) await deliver(world, promised, random, mail, { ...said, isCopy: false });
    if (random.chance(0.1)) {
      const copy = `Received: from elsewhere by here; ${new Date().toUTCString()}\r\n${mail}`;
      await deliver(world, promised, random, copy, { ...said, isCopy: true });
    }
  }
}

/** False when it was refused for good. */
async function deliver(
  world: World,
  promised: Promised,
  random: Random,
  mail: string,
  what: Omit<PromisedMail, 'times'>,
): Promise<boolean> {
  const hash = createHash('sha256').update(mail).digest('hex');
  for (;;) {
    const url = `${random.pick(world.replicas('intake'))}/api/v1/inbound/email/raw`;
    const headers = { authorization: `Bearer ${world.apiKey}`, 'content-type': 'message/rfc822' };
    const answer = await request(promised, url, { method: 'POST', headers, body: mail });
    if (answer && answer.status >= 200 && answer.status < 300) {
      const taken = promised.mails.get(hash) ?? { ...what, times: 0 };
      taken.times += 1;
      promised.mails.set(hash, taken);
      return true;
    }
    if (answer) {
      promised.surprises.push(`POST mail: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
      return false;
    }
    await pause(random.between(50, 300));
  }
}
