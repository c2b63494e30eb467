import { newId, run, type Statement, type Tx } from '#database';
import { expectKept } from '../keep-files/file-keeper.js';
import { cleanLine, cleanText } from './clean-text.js';
import type { Letter } from './letter.js';

/** What a post has beside its body when it came by mail. */
export interface MailPost {
  readonly postId: string;
  readonly ticketId: string;
  readonly letter: Letter;
  readonly verified: boolean;
  /** What whoever reads the post should know, in sentences. */
  readonly notes: readonly string[];
  /** When the post was written. */
  readonly at: Date;
  /** Everybody to be added to the ticket's participants. */
  readonly participants: readonly { readonly contactId: string; readonly verified: boolean }[];
  readonly scan: 'pending' | 'unscanned';
}

const LONGEST_TEXT = 1_000_000;

/** Writes everything that belongs to these posts, which must exist in `tx` already; their files are kept. */
export async function addMailPosts(tx: Tx, posts: readonly MailPost[]): Promise<void> {
  await run(tx, insertMail, [
    posts.map(({ postId }) => postId),
    posts.map(({ letter }) => letter.taken.id),
    posts.map(({ letter }) => letter.sender.email),
    posts.map(({ letter }) => letter.sender.name),
    posts.map(({ verified }) => verified),
    posts.map(({ letter }) => letter.reading.automatic?.kind ?? null),
    posts.map(({ letter }) => wholeTextOf(letter)),
    posts.map(({ letter: { reading } }) => reading.safeHtml && cleanText(reading.safeHtml, 2 * LONGEST_TEXT)),
    posts.map(({ letter }) => letter.reading.blockedImages),
    JSON.stringify(posts.map(({ letter, notes }) => [...notes, ...notesOf(letter)])),
  ]);
  const files = posts.flatMap((post) => post.letter.reading.attachments.map((file) => ({ post, file })));
  if (files.length > 0) {
    await expectKept(
      tx,
      files.map(({ file }) => file.sha256),
    );
    await run(tx, insertAttachments, [
      files.map(() => newId()),
      files.map(({ post }) => post.ticketId),
      files.map(({ post }) => post.postId),
      files.map(({ post }) => post.letter.taken.id),
      files.map(({ file }) => cleanLine(file.name, 255) ?? 'attachment'),
      files.map(({ file }) => cleanLine(file.declaredType, 255) ?? 'application/octet-stream'),
      files.map(({ file }) => cleanLine(file.sniffedType ?? file.declaredType, 255) ?? 'application/octet-stream'),
      files.map(({ file }) => file.size),
      files.map(({ file }) => Buffer.from(file.sha256, 'hex')),
      files.map(({ file }) => cleanLine(file.contentId, 255)),
      files.map(({ file }) => file.inline),
      JSON.stringify(files.map(({ file }) => file.flags)),
      files.map(({ post }) => post.scan),
      files.map(({ post }) => post.at),
    ]);
  }
  const people = posts.flatMap((post) => post.participants.map((person) => ({ post, person })));
  if (people.length > 0) {
    await run(tx, insertParticipants, [
      people.map(({ post }) => post.ticketId),
      people.map(({ person }) => person.contactId),
      people.map(({ person }) => person.verified),
      people.map(({ post }) => post.at),
    ]);
  }
}

/** Null when the post has all of it. */
const wholeTextOf = ({ reading, body }: Letter): string | null => {
  const whole = cleanText(reading.text, LONGEST_TEXT).trim();
  return whole === body || whole === '' ? null : whole;
};

function notesOf({ reading }: Letter): string[] {
  const invitations = reading.calendar.map(({ method, summary, start, location }) =>
    [`Calendar${method ? ` (${method})` : ''}: ${summary ?? 'without a title'}`, start, location]
      .filter((part) => part !== null)
      .join(', '),
  );
  const flagged = reading.attachments
    .filter(({ flags }) => flags.length > 0)
    .map(({ name, flags }) => `Be careful with ${name}: ${flags.join(', ')}.`);
  const why = reading.automatic ? [reading.automatic.why] : [];
  return [...why, ...reading.problems, ...invitations, ...flagged].slice(0, 50).map((note) => cleanText(note, 1_000));
}

const texts = (column: string): string => `ARRAY(SELECT jsonb_array_elements_text(${column}))`;

const insertMail: Statement = {
  name: 'intake-mail-posts',
  text: `
    INSERT INTO post_mail (post_id, mail_id, from_address, from_name, verified, automatic, whole_text, html, blocked_images, notes)
    SELECT post_id, mail_id, from_address, from_name, verified, automatic, whole_text, html, blocked_images,
      ${texts('$10::jsonb -> (position - 1)::int')}
    FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::text[], $8::text[], $9::int[])
      WITH ORDINALITY AS post (post_id, mail_id, from_address, from_name, verified, automatic, whole_text, html, blocked_images, position)`,
};

const insertAttachments: Statement = {
  name: 'intake-mail-attachments',
  text: `
    INSERT INTO attachment (id, ticket_id, post_id, mail_id, name, declared_type, type, size, sha256, content_id, inline, flags, scan, created_at)
    SELECT id, ticket_id, post_id, mail_id, name, declared_type, type, size, sha256, content_id, inline,
      ${texts('$12::jsonb -> (position - 1)::int')}, scan, created_at
    FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::bytea[],
      $10::text[], $11::boolean[], $13::text[], $14::timestamptz[])
      WITH ORDINALITY AS file (id, ticket_id, post_id, mail_id, name, declared_type, type, size, sha256, content_id, inline, scan, created_at, position)`,
};

/* Who was unverified and is verified now stays so; never the other way round. The requester takes part anyway. */
const insertParticipants: Statement = {
  name: 'intake-mail-participants',
  text: `
    INSERT INTO ticket_participant AS known (ticket_id, contact_id, verified, added_at)
    SELECT DISTINCT ON (person.ticket_id, person.contact_id) person.ticket_id, person.contact_id, person.verified, person.added_at
    FROM unnest($1::uuid[], $2::uuid[], $3::boolean[], $4::timestamptz[]) AS person (ticket_id, contact_id, verified, added_at)
    JOIN ticket ON ticket.id = person.ticket_id AND ticket.requester_id <> person.contact_id
    ORDER BY person.ticket_id, person.contact_id, person.verified DESC
    ON CONFLICT (ticket_id, contact_id) DO UPDATE SET verified = true WHERE excluded.verified AND NOT known.verified`,
};
