import { escapeHtml as h } from '../templates/html-of.js';
import type { KeptMail } from './development-mailbox.js';

const style = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent); }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1rem; }
header p, .soft { opacity: 0.75; }
h1 { font-size: 1.4rem; margin: 0.5rem 0 0; }
h1 a { color: inherit; text-decoration: none; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: 0.4rem 0.6rem 0.4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 600; white-space: nowrap; }
@media (min-width: 48rem) { time { white-space: nowrap; } }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: 1rem; border-radius: 0.5rem; font: 0.95rem/1.5 ui-monospace, monospace; }
iframe { width: 100%; height: 20rem; border: 1px solid var(--line); border-radius: 0.5rem; background: #fff; }
label { display: block; margin: 0.6rem 0; }
input, textarea { font: inherit; width: 100%; padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.4rem; background: transparent; color: inherit; }
button { font: inherit; padding: 0.5rem 1rem; border-radius: 0.4rem; border: 1px solid var(--line); cursor: pointer; }
.said { background: color-mix(in srgb, seagreen 18%, transparent); padding: 0.6rem 1rem; border-radius: 0.4rem; }
`;

const page = (title: string, content: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${h(title)} · Development mailbox</title>
    <style>${style}</style>
  </head>
  <body>
    <header>
      <h1><a href="/dev/mailbox">Development mailbox</a></h1>
      <p>A development tool: what Tierline sends is kept here and reaches nobody, until SMTP_URL names a mail server. It is gone after a restart.</p>
    </header>
    <main>
${content}
    </main>
  </body>
</html>
`;

const time = (at: Date): string =>
  `<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 19).replace('T', ' ')}</time>`;

/** All mails, newest first. */
export function listPage(
  mails: readonly KeptMail[],
  asked: { readonly said: boolean; readonly to: string | null },
): string {
  const rows = mails.map(
    ({ id, at, to, mail }) =>
      `<tr><td>${time(at)}</td><td>${to.map((one) => `<a href="/dev/mailbox?to=${encodeURIComponent(one)}">${h(one)}</a>`).join(', ')}</td>` +
      `<td><a href="/dev/mailbox/${id}">${h(mail.subject || '(no subject)')}</a></td></tr>`,
  );
  const table = `<table><thead><tr><th>Sent (UTC)</th><th>To</th><th>Subject</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return page(
    'Mails',
    [
      asked.said
        ? '<p class="said">The mail is in. In a moment it is on its ticket, and what comes of it shows here.</p>'
        : '',
      asked.to === null ? '' : `<p>Mails to ${h(asked.to)}. <a href="/dev/mailbox">All mails</a></p>`,
      mails.length > 0 ? '<p><a href="#write">Write as a customer</a></p>' : '',
      mails.length > 0 ? table : '<p>No mail yet. Write one as a customer, or answer a ticket.</p>',
      '<h2 id="write">Write as a customer</h2>',
      `<form method="post" action="/dev/mailbox/new">
        <label>From <input name="from" type="email" required maxlength="254" placeholder="ann@customer.example"></label>
        <label>Name <input name="name" maxlength="200"></label>
        <label>Subject <input name="subject" maxlength="500"></label>
        <label>Text <textarea name="body" rows="6" required maxlength="100000"></textarea></label>
        <button>Send to support</button>
      </form>`,
    ].join('\n'),
  );
}

const shownHeaders = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'auto-submitted',
  'x-auto-response-suppress',
];

/** One mail, and a form to answer it as whoever got it. */
export function mailPage({ id, at, to, mail }: KeptMail): string {
  const headers = shownHeaders.flatMap((name) =>
    (mail.headers.get(name) ?? []).map((value) => `<tr><th scope="row">${h(name)}</th><td>${h(value)}</td></tr>`),
  );
  return page(
    mail.subject,
    `<h2>${h(mail.subject || '(no subject)')}</h2>
    <p class="soft">${time(at)} UTC, to ${h(to.join(', '))}</p>
    <pre>${h(mail.text ?? '(no text)')}</pre>
    ${mail.html === null ? '' : `<h3>As HTML</h3><iframe sandbox title="The mail as HTML" src="/dev/mailbox/${id}/html"></iframe>`}
    ${mail.attachments.length === 0 ? '' : `<h3>Files</h3><ul>${mail.attachments.map(fileLine).join('')}</ul>`}
    <h3>Headers</h3>
    <table><tbody>${headers.join('\n')}</tbody></table>
    <p><a href="/dev/mailbox/${id}/source">The whole source</a></p>
    <h2>Answer as the customer</h2>
    <form method="post" action="/dev/mailbox/${id}/answer">
      <label>Answer of ${h(to[0] ?? 'nobody')} <textarea name="body" rows="6" required maxlength="100000"></textarea></label>
      <button>Send the answer</button>
    </form>`,
  );
}

const fileLine = ({ name, contentType, content }: KeptMail['mail']['attachments'][number]): string =>
  `<li>${h(name ?? '(no name)')} (${h(contentType)}, ${content.length.toLocaleString('en')} bytes)</li>`;

/** In place of a page that cannot be shown. */
export const problemPage = (title: string, detail: string): string =>
  page(title, `<h2>${h(title)}</h2><p>${h(detail)}</p><p><a href="/dev/mailbox">All mails</a></p>`);
