import { email } from '#http';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { MailSettings } from '../mail-settings.js';
import { answerTo, newMail, type CustomerMail } from './customer-mail.js';
import { DevelopmentMailbox, type KeptMail } from './development-mailbox.js';
import { InboundDoor } from './inbound-door.js';
import { listPage, mailPage, problemPage } from './pages.js';

const HTML = 'text/html; charset=utf-8';
/** A mail's own HTML: it may be looked at, and do nothing. */
const HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";
const LARGEST_FORM = 1_000_000;
const BASE = '/dev/mailbox';

/**
 * `/dev/mailbox`: pages for people, not part of the API. It shows everybody's mail to whoever asks, so it answers only to
 * this machine: no proxy in between, and no name that somebody else's DNS could point here.
 */
@Injectable()
export class MailboxRoutes implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly http: HttpAdapterHost,
    @Inject(DevelopmentMailbox) private readonly mailbox: DevelopmentMailbox,
    @Inject(InboundDoor) private readonly door: InboundDoor,
    @Inject(MailSettings) private readonly settings: MailSettings,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance>();
    void fastify.register((scope, _options, done) => {
      scope.addContentTypeParser<string>(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: LARGEST_FORM },
        (_request, body, parsed) => parsed(null, new URLSearchParams(body)),
      );
      scope.addHook('onRequest', async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        // With `no-referrer`, as elsewhere, browsers send `Origin: null` with our own forms.
        void reply.header('referrer-policy', 'same-origin');
        if (isOfThisMachine(request)) return;
        await reply
          .code(403)
          .type(HTML)
          .send(problemPage('Not from here', 'Only this machine may look: open it as http://localhost.'));
      });
      this.routes(scope);
      done();
    });
  }

  private routes(fastify: FastifyInstance): void {
    fastify.get<{ Querystring: { to?: string; said?: string } }>(BASE, (request, reply) => {
      const { to, said } = request.query;
      const recipient = typeof to === 'string' ? to : undefined;
      const mails = this.mailbox.list(recipient);
      return reply.type(HTML).send(listPage(mails, { said: said === '1', to: recipient ?? null }));
    });
    fastify.post(`${BASE}/new`, async (request, reply) => {
      const field = formOf(request);
      const from = email().safeParse(field('from').toLowerCase());
      if (!from.success || field('body').trim() === '') return refuse(reply, 'Name who writes, and what.');
      const to = this.settings.from?.address ?? 'support@tierline.test';
      const wanted = { from: from.data, name: field('name'), to, subject: field('subject'), body: field('body') };
      return this.put(reply, await newMail(wanted));
    });
    fastify.get<OfMail>(`${BASE}/:id`, (request, reply) =>
      this.of(request, reply, (kept) => reply.type(HTML).send(mailPage(kept))),
    );
    fastify.get<OfMail>(`${BASE}/:id/html`, (request, reply) =>
      this.of(request, reply, ({ mail }) =>
        reply
          .type(HTML)
          .header('content-security-policy', HARMLESS)
          .send(mail.html ?? ''),
      ),
    );
    fastify.get<OfMail>(`${BASE}/:id/source`, (request, reply) =>
      this.of(request, reply, ({ source }) => reply.type('text/plain; charset=utf-8').send(source)),
    );
    fastify.post<OfMail>(`${BASE}/:id/answer`, (request, reply) =>
      this.of(request, reply, async (kept) => {
        const body = formOf(request)('body');
        if (body.trim() === '') return refuse(reply, 'Write what the customer answers.');
        return this.put(reply, await answerTo(kept, body));
      }),
    );
  }

  private async put(reply: FastifyReply, { from, to, source }: CustomerMail): Promise<FastifyReply> {
    await this.door.put(source, { sender: from, recipients: [to] });
    return reply.redirect(`${BASE}?said=1`, 303);
  }

  private of<T>(
    { params }: { params: { id: string } },
    reply: FastifyReply,
    show: (kept: KeptMail) => T,
  ): T | FastifyReply {
    const kept = /^[1-9]\d{0,14}$/.test(params.id) ? this.mailbox.find(Number(params.id)) : null;
    if (kept) return show(kept);
    return reply
      .code(404)
      .type(HTML)
      .send(problemPage('It is gone', 'Only the latest mails are kept, until a restart.'));
  }
}

interface OfMail {
  Params: { id: string };
}

const refuse = (reply: FastifyReply, detail: string): FastifyReply =>
  reply.code(400).type(HTML).send(problemPage('Something is missing', detail));

/** The value of a field of a form; '' when there is none. Line ends as mails of this app have them. */
function formOf({ body }: FastifyRequest): (name: string) => string {
  const fields = body instanceof URLSearchParams ? body : new URLSearchParams();
  return (name) => (fields.get(name) ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed();
}

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

function isOfThisMachine({ raw, headers }: FastifyRequest): boolean {
  const host = URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`).hostname : '';
  const isProxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some((name) => name in headers);
  const isLocalName = host === 'localhost' || loopback.test(host.replace(/^\[(.*)\]$/, '$1'));
  const { origin } = headers;
  const isOwn = origin === undefined || (URL.canParse(origin) && new URL(origin).host === headers.host);
  return !isProxied && isLocalName && isOwn && loopback.test(raw.socket.remoteAddress ?? '');
}
