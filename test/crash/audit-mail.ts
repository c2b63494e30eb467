import type pg from 'pg';
import type { Promised } from './promised.js';
import type { SmtpSink } from './smtp-sink.js';

/** Each query lists violations, one a row, in a column `what`. */
export const mailInvariants: readonly { readonly rule: string; readonly sql: string }[] = [
  {
    rule: 'no mail waits to be filed',
    sql: `SELECT id::text AS what FROM inbound_mail WHERE state = 'received'`,
  },
  {
    rule: 'a mail that is filed is on a ticket',
    sql: `SELECT m.id::text AS what FROM inbound_mail m LEFT JOIN ticket t ON t.id = m.ticket_id WHERE m.state = 'filed' AND t.id IS NULL`,
  },
  {
    rule: 'a post is of one mail',
    sql: `SELECT post_id::text AS what FROM inbound_mail WHERE post_id IS NOT NULL AND state <> 'repeated' GROUP BY 1 HAVING count(*) > 1`,
  },
  {
    // An agent may well write to whoever sent a mail that nobody could read: that nobody has an address.
    rule: 'no mail of ours waits or was given up',
    sql: `SELECT kind || ' ' || state || ': ' || coalesce(reason, '') AS what FROM outgoing_mail
      WHERE state = 'waiting' OR (state = 'failed' AND recipient <> 'unknown@sender.invalid')`,
  },
];

interface Stored {
  readonly hash: string;
  readonly state: string;
  readonly seen: number;
  readonly ticket: string | null;
}

/** Whether every mail that was taken is there once and on one ticket, and every mail we wrote was sent under its one name. */
export async function auditMail(client: pg.Client, { mails }: Promised, sink: SmtpSink) {
  const violations: string[] = [];
  const stored = await client.query<Stored>(
    `SELECT encode(source_hash, 'hex') AS hash, state, seen, ticket_id AS ticket FROM inbound_mail`,
  );
  const posts = await client.query<{ token: string; ticket: string }>(
    `SELECT substring(body FROM 'mail-token ([0-9a-f-]{36})') AS token, ticket_id AS ticket FROM post WHERE body LIKE '%mail-token %'`,
  );
  const byHash = new Map(stored.rows.map((row) => [row.hash, row]));
  const ticketsOf = new Map<string, string[]>();
  for (const { token, ticket } of posts.rows) ticketsOf.set(token, [...(ticketsOf.get(token) ?? []), ticket]);
  if (byHash.size < stored.rows.length) violations.push('a mail is stored twice');

  const sent = await client.query<{ id: string; state: string; ticket: string }>(
    `SELECT message_id AS id, state, ticket_id AS ticket FROM outgoing_mail`,
  );
  const threadOf = new Map(sent.rows.map(({ id, ticket }) => [id, ticket]));
  for (const [hash, { token, answers, times }] of mails) {
    const row = byHash.get(hash);
    const name = token ?? `hostile ${hash.slice(0, 8)}`;
    if (!row) violations.push(`200 for the mail ${name}, but it is lost`);
    else if (row.seen < times) violations.push(`the mail ${name} was taken ${times} times and counted ${row.seen}`);
    else if (token === null && row.state === 'received') violations.push(`the mail ${name} was never looked at`);
    if (token === null) continue;
    const tickets = ticketsOf.get(token) ?? [];
    if (tickets.length !== 1) violations.push(`the mail ${token} is ${tickets.length} posts (${row?.state})`);
    const thread = answers === null ? null : threadOf.get(answers);
    if (thread != null && tickets.some((ticket) => ticket !== thread))
      violations.push(`the answer ${token} left its thread`);
  }

  const ours = new Map(sent.rows.map(({ id, state }) => [id, state]));
  for (const [id, state] of ours)
    if (state === 'sent' && !sink.taken.has(id)) violations.push(`the mail ${id} was never sent`);
  for (const id of sink.taken.keys()) if (!ours.has(id)) violations.push(`a mail was sent that nobody wrote: ${id}`);
  const again = [...sink.taken.values()].filter(({ times }) => times > 1).length;
  return {
    violations,
    counts: {
      'mails taken': [...mails.values()].reduce((sum, { times }) => sum + times, 0),
      'answers taken': [...mails.values()].filter(({ answers }) => answers !== null).length,
      'mails in review': stored.rows.filter(({ state }) => state === 'review').length,
      'mails repeated': stored.rows.filter(({ state, seen }) => state === 'repeated' || seen > 1).length,
      'mails sent': [...ours.values()].filter((state) => state === 'sent').length,
      'of them more than once, under one name': again,
    },
  };
}
