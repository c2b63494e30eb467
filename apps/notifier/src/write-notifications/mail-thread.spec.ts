import { expect, test } from '@jest/globals';
import { threadingFor, type ThreadedMail } from './mail-thread.js';

const from = (address: string, id: string, automatic = false): ThreadedMail => ({
  messageId: `<${id}@x>`,
  inbound: true,
  address,
  automatic,
});
const to = (address: string, id: string): ThreadedMail => ({
  messageId: `<${id}@us>`,
  inbound: false,
  address,
  automatic: true,
});

test('a mail answers what the recipient wrote last, and refers to all he can have', () => {
  const mails = [from('ann', '1'), to('ann', '2'), to('bob', '3'), from('bob', '4'), to('ann', '5')];
  expect(threadingFor('ann', mails)).toEqual({
    inReplyTo: '<1@x>',
    references: ['<2@us>', '<4@x>', '<5@us>', '<1@x>'],
  });
  expect(threadingFor('bob', mails).inReplyTo).toBe('<4@x>');
});

test('who wrote no mail gets an answer to the last he got; an out-of-office is not answered', () => {
  expect(threadingFor('ann', [to('ann', '1'), to('ann', '2')]).inReplyTo).toBe('<2@us>');
  expect(threadingFor('ann', [from('ann', '1'), from('ann', '2', true)]).inReplyTo).toBe('<1@x>');
  expect(threadingFor('ann', [])).toEqual({ inReplyTo: null, references: [] });
});

test('of a long conversation the first and the latest are named', () => {
  const mails = Array.from({ length: 60 }, (_, index) => from('ann', String(index)));
  const { references } = threadingFor('ann', mails);
  expect(references).toHaveLength(20);
  expect([references[0], references[1], references.at(-1)]).toEqual(['<0@x>', '<41@x>', '<59@x>']);
});

test('what is no Message-ID never gets into a header', () => {
  const bad = ['a b', 'a\r\nBcc: x', 'é', 'x'.repeat(300), '<>'].map((id) => from('ann', id));
  const synthesised = { ...from('ann', 'x'), messageId: `<${'0'.repeat(64)}@content.invalid>` };
  expect(threadingFor('ann', [...bad, synthesised])).toEqual({ inReplyTo: null, references: [] });
});
