import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { backends, eventually } from '#testing';
import { Customer } from './conversation/customer.js';
import { MailServer } from './conversation/mail-server.js';
import { Company } from './journey/company.js';

const SLOW = 120_000;
const ANN = 'ann@customer.example';

describe.each(backends())('with queues on %s', (backend) => {
  const world = new MailServer();
  let company: Company;
  let ann: Customer;
  beforeAll(async () => {
    const env = { SMTP_URL: await world.start(), MAIL_FROM: 'Help desk <help@company.example>' };
    company = await Company.open(backend, env);
    const { key } = await company.people.admin.make('api-keys', { name: 'mail', scopes: ['mail:write'] });
    ann = new Customer(company.url, key as string, ANN);
  }, SLOW);
  afterAll(async () => {
    await company?.close();
    await world.stop();
  }, SLOW);

  it(
    'a conversation by mail is one ticket, whoever brings its mails however often',
    async () => {
      const { admin, l1 } = company.people;
      await ann.write('The printer prints blank labels', 'Since this morning.\r\n\r\n-- \r\nAnn, Warehouse 7');
      const acknowledged = await world.nth(ANN, 1);
      const [, number] = /^\[(T-\d+)\]/.exec(acknowledged.subject) ?? [];
      expect(acknowledged.headers.get('auto-submitted')).toEqual(['auto-replied']);
      await ann.repeat();

      const act = async (action: string, body: object) =>
        expect(await l1.post(`tickets/${number}/${action}`, body)).toMatchObject({ status: 200 });
      await act('claim', {});
      await act('ask-customer', { body: 'Which ribbon is in it?' });
      const question = await world.nth(ANN, 2);
      expect(question.text).toContain('Which ribbon is in it?');
      expect(question.inReplyTo).toHaveLength(1);

      await ann.answer(question, 'The resin one.');
      await ann.repeat();
      await eventually(async () =>
        expect((await admin.get(`tickets/${number}`)).body).toMatchObject({ state: 'in_progress' }),
      );
      await act('reply', { body: 'Then turn it around.' });
      const reply = await world.nth(ANN, 3);
      expect(reply.subject).toMatch(new RegExp(`^Re: \\[${number}\\] `));
      expect(reply.references).toEqual(expect.arrayContaining([question.messageId, ...question.inReplyTo]));

      await act('resolve', { solution: 'The ribbon was the wrong way round.', code: 'fixed' });
      const solved = await world.nth(ANN, 4);
      expect(solved.text).toContain('The ribbon was the wrong way round.');
      // An answer that lost every header but the address it goes to.
      const address = solved.replyTo[0]!.address;
      await ann.write('Still blank', 'It is blank again.', [`Cc: ${address}`]);
      await eventually(async () =>
        expect((await admin.get(`tickets/${number}`)).body).toMatchObject({ state: 'queued', tier: 1 }),
      );

      const { items: posts } = (await admin.get(`tickets/${number}/posts?limit=100`)).body;
      expect(posts.map(({ body }: { body: string }) => body)).toEqual([
        'Since this morning.',
        'Which ribbon is in it?',
        'The resin one.',
        'Then turn it around.',
        'The ribbon was the wrong way round.',
        'It is blank again.',
      ]);
      expect((await admin.get('tickets')).body.items).toHaveLength(1);
      await company.quiet();
      expect(world.to(ANN)).toHaveLength(4);
    },
    SLOW,
  );
});
