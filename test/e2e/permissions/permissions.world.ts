import { hashToken, newToken } from '#access';
import { newId } from '#database';
import { eventually } from '#testing';
import type { HostileWorld } from '../bad-input/hostile.world.js';
import type { Ask, Reply } from '../bad-input/raw.client.js';
import { roles, type Role } from './audiences.js';
import type { Place } from './on-tickets.js';

/** The callers of the matrix, and two more agents at the desk where a ticket is held: who holds it, and who does not. */
export type Who = Role | 'colleague' | 'holder';

const allScopes = roles.filter((role) => role.includes(':'));
const states: Readonly<Record<Place, string>> = {
  first: 'queued',
  held: 'in_progress',
  waiting: 'awaiting_customer',
  resolved: 'resolved',
  foreign: 'queued',
  overflowed: 'queued',
};
const NETWORK = 'matrix-network';
const STORAGE = 'matrix-storage';

/** Tierline with one of each: keys, agents of every kind, and tickets in every relation to them. */
export class PermissionsWorld {
  private readonly tokens = new Map<Who, string>();
  private readonly ids = new Map<Who, string>();
  private readonly organisation = newId();
  private readonly another = newId();
  private readonly requester = newId();
  private readonly stranger = newId();
  private readonly partnerTeam = newId();

  private constructor(readonly tierline: HostileWorld) {}

  /** In a Tierline that runs. */
  static async in(tierline: HostileWorld): Promise<PermissionsWorld> {
    const world = new PermissionsWorld(tierline);
    await world.fill();
    return world;
  }

  /** As this caller; `nobody` and `vendor` have no credentials of ours. */
  send(who: Who, ask: Ask): Promise<Reply> {
    return this.tierline.send({ token: this.tokens.get(who) ?? null, ...ask });
  }

  token(who: Who): string {
    return this.tokens.get(who)!;
  }

  idOf(who: Who): string {
    return this.ids.get(who)!;
  }

  /** Does what must succeed. */
  expectOk(who: Who, method: string, path: string, body?: unknown): Promise<Reply['body']> {
    const ask = { method, path: `/api/v1${path}`, token: this.token(who), ...(body !== undefined && { body }) };
    return this.tierline.expectOk(ask);
  }

  async sql<Row extends object = Record<string, unknown>>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.tierline.sql(text, values)) as unknown as Row[];
  }

  /** New tickets at this place, with what was written on them. */
  async tickets(place: Place, count: number): Promise<string[]> {
    const state = states[place];
    const isHeld = state !== 'queued';
    const isForeign = place === 'foreign';
    const made = await this.sql<{ id: string }>(
      `WITH made AS (
         INSERT INTO ticket (id, number, state, version, subject, requester_id, organisation_id, channel, created_by, impact,
           urgency, tier, sector, assignee_id, stay_version, queued_at, created_at, updated_at)
         SELECT gen_random_uuid(), nextval('ticket_number'), $2, 2, 'Who may do what', $3::uuid, $4::uuid, 'api', 'test', 'low',
           'low', $5, $6, $7::uuid, 2, now(), now(), now() FROM generate_series(1, $1::int) RETURNING id
       ), opened AS (
         INSERT INTO ticket_event (ticket_id, version, type, at, actor_kind, actor_id, public, data)
         SELECT id, version, type, now(), 'system', 'test', true, '{}'
         FROM made, (VALUES (1, 'ticket.opened'), (2, 'ticket.routed')) AS fact (version, type)
       ), moved AS (
         INSERT INTO ticket_transition (ticket_id, version, from_state, action, to_state, tier, sector, actor_kind, actor_id, at)
         SELECT id, 2, 'received', 'route', 'queued', $5, $6, 'system', 'test', now() FROM made
       ), written AS (
         INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at)
         SELECT gen_random_uuid(), id, 'customer', 'test', true, 'Words of a customer.', now() FROM made
       ), overflowed AS (
         INSERT INTO ticket_overflow (ticket_id, stay_version, team_id, began_at)
         SELECT id, 2, $8::uuid, now() FROM made WHERE $8::uuid IS NOT NULL
       ) SELECT id FROM made`,
      [
        count,
        state,
        isForeign ? this.stranger : this.requester,
        isForeign ? this.another : this.organisation,
        isHeld ? 2 : 1,
        isHeld ? NETWORK : null,
        isHeld ? this.idOf('holder') : null,
        place === 'overflowed' ? this.partnerTeam : null,
      ],
    );
    return made.map(({ id }) => id);
  }

  /** Names an agent on a ticket: from then on he reads it, wherever it is. */
  async mention(who: Who, ticket: string): Promise<void> {
    await this.sql(`UPDATE ticket SET known_to = known_to || $2::uuid WHERE id = $1`, [ticket, this.idOf(who)]);
  }

  /** The status and type of an answer that may never end. */
  async headOf(who: Who, path: string): Promise<string> {
    const token = this.tokens.get(who);
    const response = await fetch(`http://127.0.0.1:${this.tierline.client.port}${path}`, {
      headers: { ...(token && { authorization: `Bearer ${token}` }) },
    });
    await response.body?.cancel();
    return `${response.status} ${response.headers.get('content-type')}`;
  }

  /** Hangs one of everything on a ticket that the holder has, and makes what else belongs to somebody; their ids. */
  async furnish(held: string, vendor: string): Promise<Record<string, string>> {
    const as = (path: string, body: unknown) => this.expectOk('holder', 'POST', path, body);
    const lead = (path: string, body: unknown) => this.expectOk('lead', 'POST', path, body);
    const [asked, sold, parent, child, anotherTicket, offered] = (await this.tickets('held', 6)) as [string, string, string, string, string, string]; // prettier-ignore
    const runbook = await lead('/runbooks', {
      title: 'Look first',
      tiers: [2],
      steps: [{ id: 'look', title: 'Look', kind: 'check', required: true }],
      publish: true,
    });
    const run = await as(`/tickets/${held}/runs`, { runbookId: runbook.id });
    const { id: hypothesisId } = await as(`/tickets/${held}/hypotheses`, { cause: 'A loose cable' });
    await as(`/tickets/${held}/log-work`, { seconds: 60, kind: 'research', withCustomer: false });
    const [entry] = await this.sql<{ id: string }>('SELECT id FROM work_log WHERE ticket_id = $1', [held]);
    const raised = await as(`/tickets/${held}/raise-to-management`, {
      reason: 'inactivity',
      requestedBy: 'customer',
      justification: 'A week.',
      severity: 'low',
    });
    const consult = async (): Promise<string> =>
      (await as(`/tickets/${asked}/consult`, { tier: 2, sector: STORAGE, question: 'Which disk?' })).id;
    const [consultation, another, third, fourth] = [await consult(), await consult(), await consult(), await consult()];
    await as(`/tickets/${sold}/ask-vendor`, { vendorId: vendor, subject: 'A fault', body: 'It is broken.' });
    await this.tierline.quiet();
    const [vendorCase] = (await this.expectOk('lead', 'GET', `/vendor-cases?ticket=${sold}`)).items;
    await as(`/tickets/${child}/link`, { parent });
    const bulk = await as(`/tickets/${parent}/answer-children`, { body: 'Found.' });
    const view = { filters: {}, name: 'Matrix' };
    const absence = { from: '2099-01-01T00:00:00Z', to: '2099-01-03T00:00:00Z' };
    const macro = { name: 'Matrix', defaultLanguage: 'en', does: 'note', texts: [{ language: 'en', body: 'Seen.' }] };
    return {
      vendor,
      anotherTicket,
      holder: this.idOf('holder'),
      organisation: this.organisation,
      theirs: this.another,
      contact: this.requester,
      stranger: this.stranger,
      address: `${this.requester}@customer.test`,
      strangersAddress: `${this.stranger}@customer.test`,
      runbook: runbook.id,
      runId: run.id,
      stepId: run.current.id,
      hypothesisId,
      entryId: entry!.id,
      raised: raised.id,
      consultation,
      another,
      third,
      fourth,
      vendorCase: vendorCase.id,
      bulk: bulk.id,
      ownView: (await as('/desk/views', view)).id,
      viewOfAll: (await lead('/desk/views', { ...view, sharedWith: { everybody: true } })).id,
      viewOfFirst: (await lead('/desk/views', { ...view, sharedWith: { tiers: [1] } })).id,
      absence: (await as('/desk/me/absences', absence)).id,
      anotherAbsence: (await as('/desk/me/absences', absence)).id,
      ownMacro: (await as('/macros', macro)).id,
      sharedMacro: (await lead('/macros', { ...macro, shared: true })).id,
      macroId: (await lead('/macros', { ...macro, does: 'reply', shared: true })).id,
      tagging: (await lead('/macros', { ...macro, does: 'nothing', texts: [], addTags: ['matrix'], shared: true })).id,
      liveOffer: await this.offer(offered),
      ...(await this.written(held)),
    };
  }

  /** Puts a ticket back into its queue, from where it is offered to the only one who is there. */
  private async offer(ticket: string): Promise<string> {
    await this.expectOk('colleague', 'PUT', '/desk/me/availability', { state: 'available' });
    const rule = { tier: 2, sector: NETWORK, mode: 'push', offerSeconds: 3_600 };
    await this.expectOk('lead', 'PUT', '/desk/dispatch-rules', rule);
    await this.expectOk('holder', 'POST', `/tickets/${ticket}/release`, {});
    return eventually(async () => {
      const [offer] = await this.sql<{ id: string }>('SELECT id FROM dispatch_offer WHERE ticket_id = $1', [ticket]);
      if (!offer) throw new Error('It is not offered yet.');
      return offer.id;
    });
  }

  /** What comes from outside, or by itself: as the rows it is. */
  private async written(held: string): Promise<Record<string, string>> {
    const post = newId();
    const [opening] = await this.sql<{ id: string }>('SELECT id FROM post WHERE ticket_id = $1', [held]);
    await this.sql(
      `INSERT INTO post (id, ticket_id, author_kind, author_id, public, body, created_at) VALUES ($1, $2, 'agent', $3, false, 'Internal.', now())`,
      [post, held, this.idOf('holder')],
    );
    const [mail, mailInReview, outgoing] = [newId(), newId(), newId()];
    await this.sql(
      `INSERT INTO inbound_mail (id, provider, received_by, format, content_type, source, source_hash, correlation_id, received_at,
         last_seen_at, state, ticket_id, post_id)
       SELECT id, 'raw', 'test', 'mime', 'message/rfc822', 'To: you', decode(md5(id::text), 'hex'), 'matrix', now(), now(), state, ticket_id, post_id
       FROM (VALUES ($1::uuid, 'filed', $3::uuid, $4::uuid),
         ($2::uuid, 'review', NULL, NULL)) AS mail (id, state, ticket_id, post_id)`,
      [mail, mailInReview, held, opening!.id],
    );
    await this.sql(
      `INSERT INTO outgoing_mail (id, ticket_id, version, kind, recipient, automatic, language, message_id, subject, body,
         correlation_id, created_at, state, sent_at)
       VALUES ($1::uuid, $2, 1, 'reply', 'somebody@customer.test', false, 'en', $1::text, 'Hello', 'Hello', 'matrix', now(), 'sent', now())`,
      [outgoing, held],
    );
    const [publicFile, internalFile, upload] = [newId(), newId(), newId()];
    await this.sql(
      `INSERT INTO attachment (id, ticket_id, post_id, uploaded_by, name, declared_type, type, size, sha256, scan, created_at)
       SELECT id, $3, post_id, uploaded_by, 'a.txt', 'text/plain', 'text/plain', 1, sha256('a'), 'infected', now()
       FROM (VALUES ($1::uuid, $5::uuid, NULL), ($2::uuid, $4::uuid, NULL), ($6::uuid, NULL, $7::uuid)) AS file (id, post_id, uploaded_by)`,
      [publicFile, internalFile, held, post, opening!.id, upload, this.idOf('holder')],
    );
    const [inboxEntry, entryOutOfSight] = [newId(), newId()];
    await this.sql(
      `INSERT INTO inbox_entry (id, agent_id, ticket_id, kind, version, event, actor_kind, actor_id, at)
       SELECT id, agent_id, $5, 'mention', 1, 'ticket.noted', 'system', 'test', now()
       FROM (VALUES ($1::uuid, $2::uuid), ($3::uuid, $4::uuid)) AS told (id, agent_id)`,
      [inboxEntry, this.idOf('l1'), entryOutOfSight, this.idOf('l2'), held],
    );
    const [alert, warning, warningOutOfSight] = [newId(), newId(), newId()];
    await this.sql(
      `INSERT INTO lead_alert (id, ticket_id, version, kind, audience, agent_id, detail, at)
       SELECT id, $4, version, kind, audience, agent_id, 'It is late.', now()
       FROM (VALUES ($1::uuid, 1, 'bouncing', 'leads', NULL), ($2::uuid, 2, 'warning', 'agent', $5::uuid), ($3::uuid, 3, 'warning', 'agent', $6::uuid))
         AS alert (id, version, kind, audience, agent_id)`,
      [alert, warning, warningOutOfSight, held, this.idOf('holder'), this.idOf('l2')],
    );
    const offer = newId();
    await this.sql(
      `INSERT INTO dispatch_offer (id, ticket_id, stay_version, agent_id, tier, state, because, offered_at, expires_at)
       VALUES ($1, $2, 2, $3, 2, 'declined', 'turn', now(), now())`,
      [offer, held, this.idOf('colleague')],
    );
    return { postId: opening!.id, mail, mailInReview, outgoing, publicFile, internalFile, upload, inboxEntry, entryOutOfSight, alert, warning, warningOutOfSight, offer }; // prettier-ignore
  }

  private async fill(): Promise<void> {
    await this.sql(`INSERT INTO sector (code, name) VALUES ($1, $1), ($2, $2)`, [NETWORK, STORAGE]);
    await this.sql(`INSERT INTO organisation (id, name) VALUES ($1::uuid, $1::text), ($2::uuid, $2::text)`, [
      this.organisation,
      this.another,
    ]);
    await this.sql(
      `INSERT INTO contact (id, email, organisation_id)
       VALUES ($1::uuid, $1::text || '@customer.test', $2::uuid), ($3::uuid, $3::text || '@customer.test', $4::uuid)`,
      [this.requester, this.organisation, this.stranger, this.another],
    );
    await this.agent('l1', await this.team(1, null));
    await this.agent('l2', await this.team(2, STORAGE));
    const network = await this.team(2, NETWORK);
    await this.agent('holder', network);
    await this.agent('colleague', network);
    await this.agent('partner', await this.team(1, null, this.partnerTeam));
    await this.agent('lead', null);
    await this.agent('admin', null);
    for (const scope of allScopes) this.tokens.set(scope, await this.key([scope]));
    this.tokens.set('customer', await this.key(allScopes, this.organisation));
  }

  private async key(scopes: readonly string[], organisation?: string): Promise<string> {
    const body = { name: scopes.join(' '), scopes, ...(organisation && { organisation }) };
    return (await this.expectOk('admin', 'POST', '/api-keys', body)).key as string;
  }

  private async team(tier: number, sector: string | null, partner?: string): Promise<string> {
    const id = partner ?? newId();
    await this.sql(`INSERT INTO team (id, name, tier, sector, partner) VALUES ($1::uuid, $1::text, $2, $3, $4)`, [
      id,
      tier,
      sector,
      partner !== undefined,
    ]);
    return id;
  }

  private async agent(who: Who, team: string | null): Promise<void> {
    const id = newId();
    const role = who === 'lead' || who === 'admin' ? who : 'agent';
    await this.sql(
      `INSERT INTO agent (id, email, name, role, password_hash) VALUES ($1::uuid, $1::text || '@matrix.test', $2, $3, '-')`,
      [id, who, role],
    );
    if (team !== null) await this.sql(`INSERT INTO team_member (team_id, agent_id) VALUES ($1, $2)`, [team, id]);
    this.ids.set(who, id);
    this.tokens.set(who, await this.session(who));
  }

  /** Another session of an agent, to be ended. */
  async session(who: Who): Promise<string> {
    const token = newToken();
    await this.sql(`INSERT INTO session (hash, agent_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')`, [
      hashToken(token),
      this.idOf(who),
    ]);
    return token;
  }
}
