/**
 * Who may call what at all, whatever it is about: DESIGN §6 and docs/*.md, written down by hand. What somebody may do with one
 * ticket or thing is in `on-tickets.ts` and `things.ts`.
 */

/** Those who call; a key is named by its scope. `customer` is a key with every scope that is bound to an organisation. */
export const roles = [
  'nobody',
  'vendor',
  'customer',
  'tickets:read',
  'tickets:write',
  'tickets:route',
  'customers:read',
  'customers:write',
  'mail:write',
  'alerts:write',
  'l1',
  'l2',
  'partner',
  'lead',
  'admin',
] as const;
export type Role = (typeof roles)[number];

const agents = ['l1', 'l2', 'partner', 'lead', 'admin'] as const;

/** Everybody else is refused: 401 whoever is nobody to us, 403 the others. */
export const audiences = {
  anybody: roles,
  agents,
  leads: ['lead', 'admin'],
  admins: ['admin'],
  'whoever is known': roles.filter((role) => role !== 'nobody' && role !== 'vendor'),
  'whoever reads tickets': ['customer', 'tickets:read', ...agents],
  'whoever writes tickets': ['customer', 'tickets:write', ...agents],
  'whoever reads customers': ['customer', 'customers:read', ...agents],
  'whoever writes customers': ['customer', 'customers:write', 'lead', 'admin'],
  'whoever brings mail': ['mail:write', 'lead', 'admin'],
  'whoever brings alerts': ['customer', 'alerts:write', 'tickets:write', 'lead', 'admin'],
  'agents above the first tier, and leads': ['l2', 'lead', 'admin'],
  'whoever knows its secret': [],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Audience = keyof typeof audiences;

const records = ['organisations', 'contacts', 'products', 'assets', 'contracts'];
const below = (path: string, names: string): readonly string[] =>
  names
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => (line.includes(' ') ? line.replace(' ', ` ${path}`) : `${line} ${path}`));

/** Every operation of the API, once. `{}` is a parameter, `~` is `/api/v1`. */
export const mayCall: Readonly<Record<Audience, readonly string[]>> = {
  anybody: ['POST ~/auth/login'],
  // By their own secrets and signatures; no caller of ours is let in by what he is.
  'whoever knows its secret': below(
    '~/',
    `POST inbound/email/sendgrid
     POST inbound/email/mailgun
     POST inbound/email/mailgun/mime
     POST inbound/email/postmark
     POST inbound/email/ses
     POST inbound/delivery-events/{}
     POST vendors/{}/callbacks`,
  ),
  'whoever is known': ['GET ~/auth/me'],
  'whoever reads tickets': below(
    '~/',
    `GET tickets
     GET tickets/count
     GET tickets/{}
     GET tickets/{}/timeline
     GET tickets/{}/posts
     GET tickets/{}/posts/{}/mail
     GET tickets/{}/posts/{}/mail/document
     GET tickets/{}/attachments
     GET tickets/{}/clocks
     GET attachments/{}`,
  ),
  'whoever writes tickets': below(
    '~/',
    `POST tickets
     POST tickets/{}/posts
     POST tickets/{}/attachments
     GET attachments/limits
     DELETE attachments/{}
     POST tickets/{}/reopen
     POST tickets/{}/close`,
  ),
  'whoever brings mail': ['POST ~/inbound/email/raw'],
  'whoever brings alerts': ['POST ~/inbound/alerts'],
  'whoever reads customers': records.flatMap((name) => [`GET ~/${name}`, `GET ~/${name}/{}`]),
  'whoever writes customers': records.flatMap((name) => [`POST ~/${name}`, `PATCH ~/${name}/{}`]),
  agents: [
    ...below(
      '~/tickets/{}/',
      `GET context
       GET consultations
       GET feasibility
       GET hand-overs
       GET hypotheses
       GET links
       GET macros
       GET presence
       GET runbooks
       GET runs
       GET runs/{}
       GET watchers
       GET work-log
       GET work-order-draft
       POST answer-children
       POST ask-customer
       POST ask-vendor
       POST claim
       POST consult
       POST describe
       POST escalate
       POST hypotheses
       PATCH hypotheses/{}
       POST link
       POST log-work
       POST macros/{}/apply
       POST macros/{}/preview
       POST merge
       POST note
       POST raise-to-management
       POST reject
       POST release
       POST reply
       POST resolve
       POST resume
       POST return
       POST runs
       POST runs/{}/abandon
       POST runs/{}/steps/{}
       POST split
       POST stopwatch/start
       POST stopwatch/stop
       POST transfer
       POST unlink
       POST unwatch
       POST wait
       POST watch
       POST work-log/{}/correct`,
    ),
    ...below(
      '~/desk/',
      `GET absences
       GET agents
       GET alerts
       GET bulk/{}
       GET consultations
       POST consultations/{}/answer
       POST consultations/{}/release
       POST consultations/{}/take
       POST consultations/{}/withdraw
       GET dispatch-rules
       GET events
       GET hierarchical-escalations
       POST hierarchical-escalations/{}/note
       GET inbox
       GET inbox/counts
       POST inbox/read
       POST me/absences
       PUT me/absences/{}
       DELETE me/absences/{}
       GET me/availability
       PUT me/availability
       GET me/stopwatch
       GET offers
       POST offers/{}/accept
       POST offers/{}/decline
       GET overflow-rules
       GET presence
       PUT presence
       GET queues
       GET queues/{}
       GET shifts
       GET skills
       POST take-next
       GET tickets/{}/work-log
       GET tickets/{}/work-orders
       GET views
       POST views
       PATCH views/{}
       DELETE views/{}
       GET weights
       GET working-hours`,
    ),
    ...below(
      '~/',
      `GET agents
       POST auth/logout
       POST contacts/{}/clear-bounce
       GET macros
       POST macros
       GET macros/variables
       PATCH macros/{}
       DELETE macros/{}
       GET mail/{}
       GET mail/{}/source
       GET notifications/mails
       GET notifications/mails/{}
       POST notifications/mails/{}/resend
       GET notifications/quiet-hours
       GET notifications/rules
       GET notifications/sending
       GET notifications/templates
       GET runbooks
       GET runbooks/{}
       GET runbooks/{}/versions/{}
       GET sectors
       GET sla/calendars
       GET sla/calendars/{}
       GET sla/calendars/{}/days
       GET sla/changes
       GET sla/changes/{}
       GET sla/holidays/countries
       GET sla/holidays/countries/{}
       GET sla/holidays/countries/{}/days
       GET sla/policies
       GET sla/policies/match
       GET sla/policies/{}
       POST sla/preview
       GET teams
       GET tiers
       GET triage/matrix
       POST triage/preview
       GET triage/rules
       GET vendor-cases
       GET vendor-cases/{}
       POST vendor-cases/{}/messages
       GET vendors`,
    ),
  ],
  leads: [
    ...below(
      '~/desk/',
      `POST absences
       PUT absences/{}
       DELETE absences/{}
       PUT agents/{}/availability
       PUT dispatch-rules
       DELETE dispatch-rules/{}
       GET flow
       GET hand-over-report
       POST hierarchical-escalations/{}/approve
       POST hierarchical-escalations/{}/de-escalate
       POST hierarchical-escalations/{}/decline
       PUT overflow-rules
       DELETE overflow-rules/{}
       GET rates
       PUT shifts/{}/{}
       DELETE shifts/{}/{}
       PUT skills/{}
       PUT weights`,
    ),
    ...below(
      '~/',
      `POST mail/{}/dismiss
       POST mail/{}/retry
       GET mail/review
       GET sla/attainment
       GET sla/outcomes
       GET sla/outcomes.csv
       POST tickets/{}/assign`,
    ),
  ],
  'agents above the first tier, and leads': below(
    '~/runbooks',
    `POST
     PATCH /{}
     POST /{}/archive
     POST /{}/publish
     POST /{}/restore`,
  ),
  admins: [
    ...below(
      '~/desk/',
      `GET dead-letters
       POST dead-letters/redrive
       POST dead-letters/{}/redrive
       GET message-queues
       POST rates
       PATCH rates/{}
       DELETE rates/{}`,
    ),
    ...below(
      '~/',
      `POST agents
       PATCH agents/{}
       GET api-keys
       POST api-keys
       DELETE api-keys/{}
       GET mail/channels
       POST mail/channels
       PATCH mail/channels/{}
       POST mail/channels/{}/rotate-secret
       POST mail/channels/{}/test
       GET mail/mailboxes
       POST mail/mailboxes
       PATCH mail/mailboxes/{}
       PUT notifications/quiet-hours/{}
       DELETE notifications/quiet-hours/{}
       PATCH notifications/rules
       PUT notifications/templates/{}/{}
       DELETE notifications/templates/{}/{}
       POST notifications/templates/{}/{}/preview
       POST notifications/test
       POST sectors
       PATCH sectors/{}
       PUT sla/calendars/{}
       DELETE sla/calendars/{}
       POST sla/calendars/{}/import
       POST sla/calendars/{}/preview
       POST sla/policies
       POST sla/policies/preview
       PUT sla/policies/{}
       DELETE sla/policies/{}
       POST sla/policies/{}/preview
       POST sla/policies/{}/preview-removal
       POST teams
       PATCH teams/{}
       POST tickets/{}/clocks/rebuild
       POST tiers
       PATCH tiers/{}
       PUT triage/matrix
       POST triage/rules
       PUT triage/rules/order
       PATCH triage/rules/{}
       DELETE triage/rules/{}
       POST vendors
       PATCH vendors/{}
       POST vendors/{}/rotate-secret
       GET webhooks
       POST webhooks
       GET webhooks/{}
       PATCH webhooks/{}
       DELETE webhooks/{}
       POST webhooks/{}/enable
       POST webhooks/{}/replay-failed
       POST webhooks/{}/rotate
       POST webhooks/{}/test
       GET webhooks/{}/deliveries
       GET webhooks/{}/deliveries/{}
       POST webhooks/{}/deliveries/{}/replay`,
    ),
  ],
};

/** Of what is let in by a secret of its own: who of ours has one. */
export const secretly: Readonly<Record<string, readonly Role[]>> = {
  'POST ~/vendors/{}/callbacks': ['vendor'],
  'POST ~/inbound/delivery-events/{}': ['mail:write'],
};

/** `POST /api/v1/tickets/{id}/claim` as the table has it. */
export const lineOf = (operation: string): string => operation.replace('/api/v1', '~').replaceAll(/\{\w+\}/g, '{}');

export const audienceOf = (line: string): Audience | undefined =>
  (Object.keys(mayCall) as Audience[]).find((audience) => mayCall[audience].includes(line));
