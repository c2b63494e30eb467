import { expect, test } from '@jest/globals';
import { mailDocument, mailDocumentHeaders, picturesIn } from './mail-document.js';

const id = '01a208ab-1846-7694-a5dd-03fada5bcd4b';
const html = `<p>Hello</p><img alt="a" src="/api/v1/attachments/${id}"><img data-blocked-src="https://t.test/p.gif">`;
const png = { type: 'image/png', content: Buffer.from('png') };

test('pictures of the mail are in the document, for its frame cannot ask for them', () => {
  expect(picturesIn(html)).toEqual([id]);
  const page = mailDocument(html, { pictures: new Map([[id, png]]), withImages: false });
  expect(page).toContain(`<img alt="a" src="data:image/png;base64,${png.content.toString('base64')}">`);
  expect(page).toContain('<img data-blocked-src="https://t.test/p.gif">');
});

test('a picture that is not there leaves its place', () => {
  expect(mailDocument(html, { pictures: new Map(), withImages: false })).not.toContain('/api/v1/attachments');
});

test('remote pictures load only when they are asked for, by the document and by its policy', () => {
  expect(mailDocument(html, { pictures: new Map(), withImages: true })).toContain('<img src="https://t.test/p.gif">');
  expect(mailDocumentHeaders(false)['content-security-policy']).toMatch(/img-src data:;.*sandbox allow-popups/);
  expect(mailDocumentHeaders(true)['content-security-policy']).toMatch(/img-src data: https: http:;/);
});

test('whatever stands in it can run nothing and send nothing', () => {
  const policy = mailDocumentHeaders(true)['content-security-policy'];
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).toContain("form-action 'none'");
  expect(policy).not.toMatch(/script|allow-scripts|allow-same-origin/);
});
