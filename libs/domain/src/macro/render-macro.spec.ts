import { describe, expect, it } from '@jest/globals';
import { expectKnownVariables, renderMacro, textFor, unknownVariables, type MacroValues } from './render-macro.js';

const values: MacroValues = {
  'agent.name': 'Ada',
  'organisation.name': null,
  'requester.email': 'kim@example.test',
  'requester.name': 'Kim',
  'ticket.number': 'T-1042',
  'ticket.priority': 'P2',
  'ticket.product': null,
  'ticket.subject': 'No mail',
};

describe('a macro', () => {
  it('is filled in with what the ticket has', () => {
    expect(renderMacro('Hello {{requester.name}}, {{ ticket.number }} is with {{agent.name}}.', values)).toEqual({
      body: 'Hello Kim, T-1042 is with Ada.',
      missing: [],
    });
  });

  it('says what is missing, once each, and leaves nothing in its place', () => {
    expect(renderMacro('{{organisation.name}}/{{ticket.product}}/{{organisation.name}}.', values)).toEqual({
      body: '//.',
      missing: ['organisation.name', 'ticket.product'],
    });
  });

  it.each([
    ['{{agent.name}} and {{ticket.number}}'],
    ["$& $1 $` $' $<name>"],
    ['<img src=x onerror=alert(1)>'],
    ['%s ${process.env} #{1+1}'],
    ['\\{{agent.name}}'],
  ])('takes a hostile value as the text it is: %s', (hostile) => {
    const { body } = renderMacro('Subject: {{ticket.subject}}!', { ...values, 'ticket.subject': hostile });
    expect(body).toBe(`Subject: ${hostile}!`);
  });

  it('keeps a value on its line, and in the direction of the text', () => {
    const hostile = 'a\r\n\r\nFrom: boss\u2028x\u0007y\u202ez';
    const { body } = renderMacro('{{requester.name}}.', { ...values, 'requester.name': hostile });
    expect(body).toBe('a From: boss x yz.');
  });

  it('leaves braces alone that are only text', () => {
    const text = '\\{{agent.name}} {{ never closed, {single} and }}';
    expect(renderMacro(text, values).body).toBe('{{agent.name}} {{ never closed, {single} and }}');
    expect(unknownVariables(text)).toEqual([]);
  });

  it('is refused with what it names that there is not, field by field', () => {
    expect(unknownVariables('{{ticket.number}} {{constructor}} {{ password }} {{constructor}} {{}}')).toEqual([
      'constructor',
      'password',
      '',
    ]);
    expect(() => expectKnownVariables([{ pointer: '/texts/0/body', body: '{{agent.name}}' }])).not.toThrow();
    expect(() => expectKnownVariables([{ pointer: '/texts/1/body', body: '{{agent.salary}}' }])).toThrow(
      expect.objectContaining({
        code: 'macro.unknown-variable',
        extra: expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/texts/1/body' })] }),
      }),
    );
  });

  it.each([
    ['ru', 'ru'],
    ['RU', 'ru'],
    ['ko-KR', 'ko'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['de', 'en'],
    [null, 'en'],
  ])('speaks to a customer whose language is %s in %s', (language, expected) => {
    const texts = ['ru', 'pt-BR', 'ko', 'en'].map((each) => ({ language: each, body: each }));
    expect(textFor(texts, language, 'en')?.language).toBe(expected);
  });

  it('has no text when it has none', () => {
    expect(textFor([], 'en', 'en')).toBeNull();
  });
});
