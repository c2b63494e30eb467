import { hashToken, newToken } from '#access';
import { Database, newId, TicketStore, type LockedTicket, type Tx } from '#database';
import type { Channel } from '#domain';
import { FilesystemStore } from '#files';
import { createHttpApp } from '#http';
import { Outbox, TicketTeller } from '#messaging';
import { createLogger } from '#observability';
import { testDatabase, type TestDatabase } from '#testing';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevelopmentMailbox } from '../dev-mailbox/development-mailbox.js';
import { DevelopmentMailboxModule } from '../dev-mailbox/development-mailbox.module.js';
import { InboundDoor } from '../dev-mailbox/inbound-door.js';
import type { SmtpServer } from '../mail-settings.js';
import { notifierConfig } from '../notifier.config.js';
import { NotifierModule } from '../notifier.module.js';
import { SendMailLoop } from '../send-mail/send-mail.loop.js';
import { WriteNotificationsHandler } from '../write-notifications/write-notifications.handler.js';
import { TestSmtp } from './test-smtp.js';

class Surroundings {}

/** Remembers what came in. */
export class RememberingDoor extends InboundDoor {
  readonly mails: { source: Buffer; sender: string; recipients: readonly string[] }[] = [];

  override async put(source: Buffer, { sender, recipients }: { sender: string; recipients: readonly string[] }) {
    this.mails.push({ source, sender, recipients });
  }
}

interface NewContact {
  readonly email?: string;
  readonly name?: string | null;
  readonly verified?: boolean;
  readonly bounce?: 'hard' | 'soft';
}
interface NewTicket {
  readonly requester?: NewContact;
  readonly subject?: string;
  readonly language?: string;
  readonly channel?: Channel;
  readonly organisationId?: string;
  /** The Message-ID of the mail it came with. */
  readonly byMail?: string;
  /** Where that mail came to. */
  readonly mailboxId?: string;
  /** Whether nobody had written that mail. */
  readonly automatic?: boolean;
}

/** A ticket as these tests know it. */
export interface Known {
  readonly id: string;
  readonly number: number;
  readonly email: string;
  readonly contactId: string;
}

/** The app with its HTTP API and a real SMTP server, on a database of its own and without queues. */
export class Notifier {
  readonly tickets = new TicketStore();
  agentId = '';

  private constructor(
    private readonly db: TestDatabase,
    readonly app: NestFastifyApplication,
    readonly smtp: TestSmtp,
    readonly url: string,
    readonly development: { mailbox: DevelopmentMailbox; kept: SmtpServer; door: RememberingDoor },
    readonly filesDir: string,
  ) {}

  static async start(): Promise<Notifier> {
    const db = await testDatabase();
    const smtp = new TestSmtp();
    const filesDir = await mkdtemp(join(tmpdir(), 'tierline-files-'));
    const env = notifierConfig.parse({
      SMTP_URL: await smtp.start(),
      FILES_DIR: filesDir,
      MAIL_FILES_MAX_BYTES: '1000',
    });
    const door = new RememberingDoor();
    const outbox = new Outbox(db.database, { publish: () => undefined } as never);
    const surroundings: DynamicModule = {
      module: Surroundings,
      global: true,
      providers: [
        { provide: Database, useValue: db.database },
        { provide: Outbox, useValue: outbox },
        { provide: TicketStore, useValue: new TicketStore(new TicketTeller(outbox)) },
      ],
      exports: [Database, Outbox, TicketStore],
    };
    const mailbox = new DevelopmentMailbox();
    const kept = await mailbox.start();
    class Root {}
    const root: DynamicModule = {
      module: Root,
      imports: [
        surroundings,
        NotifierModule.forRoot(env),
        DevelopmentMailboxModule.with(
          mailbox,
          { smtp: kept, from: null, domain: null, filesMaxBytes: 1_000 },
          () => door,
        ),
      ],
    };
    const app = await createHttpApp(root, {
      name: 'notifier',
      rateLimit: 0,
      logger: createLogger('notifier', { level: 'silent' }),
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const notifier = new Notifier(db, app, smtp, `${await app.getUrl()}/api/v1`, { mailbox, kept, door }, filesDir);
    notifier.agentId = await notifier.agent('agent', 'Kim');
    return notifier;
  }

  async stop(): Promise<void> {
    await this.app?.close();
    await this.smtp.stop();
    await this.development.mailbox.stop();
    await this.db.close();
    await rm(this.filesDir, { recursive: true, force: true });
  }

  async agent(role: string, name: string = role): Promise<string> {
    const id = newId();
    await this.query(
      `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1::uuid, $1::text || '@desk.example', $2, $3, '')`,
      [id, name, role],
    );
    return id;
  }

  /** The token of a session of a new agent. */
  async login(role: string, agentId?: string): Promise<string> {
    const token = newToken();
    await this.query(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 h')`, [
      hashToken(token),
      agentId ?? (await this.agent(role)),
    ]);
    return token;
  }

  async mailbox(address: string, { isDefault = false, acknowledge = true } = {}): Promise<string> {
    const id = newId();
    await this.query(
      `INSERT INTO mailbox (id, address, name, is_default, acknowledge) VALUES ($1, $2, 'Help desk', $3, $4)`,
      [id, address, isDefault, acknowledge],
    );
    return id;
  }

  async contact({ email, name = 'Ann', verified = true, bounce }: NewContact = {}) {
    const id = newId();
    const address = email ?? `${id}@customer.example`;
    await this.query(
      `INSERT INTO contact (id, email, name, verified_at, bounce, bounce_reason)
       VALUES ($1, $2, $3, CASE WHEN $4::boolean THEN now() END, $5::text, CASE WHEN $5::text IS NOT NULL THEN '5.1.1 unknown' END)`,
      [id, address, name, verified, bounce ?? null],
    );
    return { id, email: address };
  }

  /** A ticket that was just opened and routed. */
  async ticket(wanted: NewTicket = {}): Promise<Known> {
    const { requester, subject = 'The printer', language = null, channel = 'email', organisationId = null } = wanted;
    const contact = await this.contact(requester);
    const [id, postId] = [newId(), newId()];
    const [row] = await this.rows<{ number: number }>(
      `WITH made AS (INSERT INTO ticket (id, number, state, version, subject, requester_id, organisation_id, channel, language,
         created_by, impact, urgency, created_at, updated_at)
       VALUES ($1, nextval('ticket_number'), 'received', 1, $2, $3, $4, $5, $6, 'test', 'low', 'low', now(), now()) RETURNING id, number),
       said AS (INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at)
         SELECT $7, id, 'customer', $3::text, true, 'It does not print.', now() FROM made),
       event AS (INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
         SELECT id, 1, 'ticket.opened', now(), 'customer', $3::text, true, jsonb_build_object('postId', $7::uuid) FROM made)
       SELECT number FROM made`,
      [id, subject, contact.id, organisationId, channel, language, postId],
    );
    const { byMail: messageId, mailboxId = null, automatic = false } = wanted;
    if (messageId) await this.inbound(id, { postId, messageId, from: contact.email, mailboxId, automatic });
    await this.change(id, (tx, ticket) =>
      this.tickets.move(tx, ticket as LockedTicket<'received'>, 'route', {
        by: { kind: 'system', id: 'triage' },
        set: { tier: 1 },
      }),
    );
    return { id, number: row!.number, email: contact.email, contactId: contact.id };
  }

  /** A mail of the customer's on a ticket. */
  async inbound(
    ticketId: string,
    mail: { postId: string; messageId: string; from: string; mailboxId: string | null; automatic: boolean },
  ): Promise<void> {
    const id = newId();
    await this.query(
      `WITH mail AS (INSERT INTO inbound_mail (id, provider, received_by, format, content_type, source, source_hash, correlation_id,
         received_at, last_seen_at, state, ticket_id, post_id, message_id, from_address, mailbox_id, automatic)
       VALUES ($1::uuid, 'raw', 'test', 'mime', 'message/rfc822', '', decode(md5($1::uuid::text), 'hex'), 'c', now(), now(), 'filed', $2, $3, $4, $5, $6, $7) RETURNING id)
       INSERT INTO post_mail (post_id, mail_id, verified, automatic) SELECT $3, id, true, $7 FROM mail`,
      [id, ticketId, mail.postId, mail.messageId, mail.from, mail.mailboxId, mail.automatic ? 'auto-reply' : null],
    );
  }

  /** Somebody else takes part in a ticket; gives his address. */
  async participant({ id }: Known, verified: boolean): Promise<string> {
    const contact = await this.contact({ name: 'Bob' });
    await this.query(
      'INSERT INTO ticket_participant (ticket_id, contact_id, verified, added_at) VALUES ($1, $2, $3, now())',
      [id, contact.id, verified],
    );
    return contact.email;
  }

  /** Changes a ticket, and lets nobody know. */
  async change(id: string, work: (tx: Tx, ticket: LockedTicket) => Promise<unknown>): Promise<void> {
    await this.db.database.transaction(async (tx) => {
      const ticket = await this.tickets.lock(tx, id);
      await work(tx, ticket!);
    });
  }

  /** An agent claims the ticket. */
  claim({ id }: Known): Promise<void> {
    return this.change(id, (tx, ticket) =>
      this.tickets.move(tx, ticket as LockedTicket<'queued'>, 'claim', {
        by: { kind: 'agent', id: this.agentId, name: 'Kim' },
        set: { assigneeId: this.agentId },
      }),
    );
  }

  /** A file that the agent has uploaded for the ticket; gives its id. */
  async upload({ id }: Known, name: string, content: string, scan = 'unscanned'): Promise<string> {
    const fileId = newId();
    const { sha256, size } = await new FilesystemStore(this.filesDir).put(Buffer.from(content));
    await this.query(
      `INSERT INTO attachment (id, ticket_id, uploaded_by, name, declared_type, type, size, sha256, scan, created_at)
       VALUES ($1, $2, $3, $4, 'text/plain', 'text/plain', $5, decode($6, 'hex'), $7, now())`,
      [fileId, id, this.agentId, name, size, sha256, scan],
    );
    return fileId;
  }

  reply({ id }: Known, body: string, files: readonly string[] = []): Promise<void> {
    return this.change(id, (tx, ticket) =>
      this.tickets.record(tx, ticket, {
        type: 'ticket.agent-replied',
        by: { kind: 'agent', id: this.agentId, name: 'Kim' },
        post: { body, public: true, files: { ids: files, uploaderId: this.agentId } },
      }),
    );
  }

  resolve({ id }: Known, solution: string, files: readonly string[] = []): Promise<void> {
    return this.change(id, (tx, ticket) =>
      this.tickets.move(tx, ticket as LockedTicket<'in_progress'>, 'resolve', {
        by: { kind: 'agent', id: this.agentId, name: 'Kim' },
        set: { solution, resolvedAt: ticket.now },
        post: { body: solution, public: true, files: { ids: files, uploaderId: this.agentId } },
      }),
    );
  }

  /** What a message about the ticket does. Gives the number of mails it wrote. */
  async hear({ id }: Known): Promise<number> {
    const handler = this.app.get(WriteNotificationsHandler);
    const mails = await this.db.database.transaction((tx) => handler.handle(tx, id));
    this.app.get(SendMailLoop).wake();
    return mails;
  }

  mails({ id }: Known): Promise<MailRow[]> {
    return this.rows<MailRow>(
      `SELECT id, kind, state, recipient, reason, attempts, message_id AS "messageId", subject, body, language,
         next_attempt_at AS "nextAttemptAt" FROM outgoing_mail WHERE ticket_id = $1 ORDER BY id`,
      [id],
    );
  }

  /** Lets what waits be tried now. */
  async hurry(): Promise<void> {
    await this.query(`UPDATE outgoing_mail SET next_attempt_at = now() WHERE state = 'waiting'`);
    this.app.get(SendMailLoop).wake();
  }

  events({ id }: Known): Promise<{ type: string; public: boolean; data: Record<string, unknown> }[]> {
    return this.rows(`SELECT type, public, data FROM ticket_event WHERE ticket_id = $1 AND type LIKE 'mail.%'`, [id]);
  }

  async ask(method: string, path: string, token: string, body?: unknown): Promise<{ status: number; body: Answer }> {
    const response = await fetch(this.url + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer };
  }

  async rows<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.db.database.pool.query(text, values as unknown[])).rows as Row[];
  }

  async query(text: string, values: readonly unknown[] = []): Promise<void> {
    await this.db.database.pool.query(text, values as unknown[]);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.database.transaction(work);
  }
}

export interface MailRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly recipient: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly messageId: string;
  readonly subject: string;
  readonly body: string;
  readonly language: string;
  readonly nextAttemptAt: Date | null;
}

export interface Answer {
  readonly [field: string]: unknown;
  readonly id: string;
  readonly items: readonly Record<string, unknown>[];
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}
