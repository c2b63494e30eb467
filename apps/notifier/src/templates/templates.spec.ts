import { describe, expect, it, test } from '@jest/globals';
import { templateKinds } from '../notification-kinds.js';
import { baseLanguage, defaultTexts } from './default-texts.js';
import { htmlOf } from './html-of.js';
import { render, unknownPlaceholders, type Values } from './render.js';

const values: Values = {
  number: 'T-7',
  subject: 'The printer',
  body: 'Turn it on.',
  agent: 'Kim',
  solution: 'It was off.',
  requester: 'Ann',
  mailbox: 'Help',
};

describe.each([...defaultTexts.values()])('the texts in $language', ({ bodies, yourRequest, somebody }) => {
  it.each(templateKinds)('%s', (kind) => {
    expect(unknownPlaceholders(kind, bodies[kind])).toEqual([]);
    const written = render(bodies[kind], values);
    expect(written).not.toMatch(/[{}]/);
    expect(written.endsWith('Help')).toBe(true);
    const sparse = render(bodies[kind], { ...values, requester: somebody, agent: '' });
    expect(sparse).not.toMatch(/[{}]|\n{3}| [,!]|,[!.]|-- \n\n|안녕하세요 님/);
    if (kind === 'received-plain') expect(written).not.toMatch(/printer|Ann|Turn/);
    else if (kind === 'solved') expect(written).toContain('It was off.');
    else if (kind !== 'reply' && kind !== 'question') expect(written).toContain('The printer');
  });
  it('names a request without its subject', () => expect(yourRequest.length).toBeGreaterThan(5));
});

test('values are put in once, and an empty one takes its space with it', () => {
  expect(render('{{subject}}: {{ number }}', { ...values, subject: '{{number}} $& $1' })).toBe('{{number}} $& $1: T-7');
  expect(render('Hello {{requester}},', { ...values, requester: '' })).toBe('Hello,');
  expect(render('Bye, {{requester}}!\n{{agent}}\n{{mailbox}}', { ...values, requester: '', agent: '' })).toBe(
    'Bye!\nHelp',
  );
  expect(render('One\n\n{{body}}\n\nTwo', { ...values, body: '' })).toBe('One\n\nTwo');
});

test('placeholders that a kind does not have are named', () => {
  expect(unknownPlaceholders('received', '{{number}} {{ nmber }} {{}} {{nmber}} {{__proto__}}')).toEqual([
    'nmber',
    '',
    '__proto__',
  ]);
  expect(unknownPlaceholders('received-plain', '{{number}} {{subject}} {{body}}')).toEqual(['subject', 'body']);
});

test('text becomes HTML without becoming markup', () => {
  const html = htmlOf('<b>&"\'</b>\nSee https://a.example/x?a=1&b="><script>.\n\njavascript:alert(1)');
  expect(html).toContain('<p>&#60;b&#62;&#38;&#34;&#39;&#60;/b&#62;<br>');
  expect(html).toContain('<a href="https://a.example/x?a=1&#38;b=">https://a.example/x?a=1&#38;b=</a>&#34;&#62;');
  expect(html).not.toContain('<script');
  expect(html).not.toContain('href="javascript');
});

test.each([
  ['ru', 'ru'],
  ['ru-RU', 'ru'],
  ['KO_kr', 'ko'],
  ['English', null],
  ['', null],
  [null, null],
])('the language of %j is %j', (tag, expected) => expect(baseLanguage(tag)).toBe(expected));
