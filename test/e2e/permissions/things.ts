import type { Who } from './permissions.world.js';

/**
 * What belongs to somebody, or hangs on a ticket, and is named by an id of its own: who gets what answer. Written down by hand;
 * those who may are asked last, because what they do is done.
 */

/** The callers, in the order of the columns. `l1` was named on the ticket, `l2` is at another sector's desk. */
export const columns = [
  'customer',
  'partner',
  'l1',
  'colleague',
  'l2',
  'lead',
  'holder',
] as const satisfies readonly Who[];

type Answers = readonly [
  customer: number,
  partner: number,
  l1: number,
  colleague: number,
  l2: number,
  lead: number,
  holder: number,
];

export interface Thing {
  readonly method: string;
  /** In braces: what the test made. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly answers: Answers;
}

const thing = (call: string, answers: Answers, body?: Thing['body']): Thing => {
  const [method, path] = call.split(' ') as [string, string];
  return { method, path: `/api/v1${path}`, answers, ...(body && { body }) };
};

export const things: readonly Thing[] = [
  //                                                     customer partner l1 colleague l2 lead holder
  // A file that the virus scanner refuses is refused to those who may read it, and not there for the others.
  thing('GET /attachments/{publicFile}', [409, 404, 409, 409, 404, 409, 409]),
  thing('GET /attachments/{internalFile}', [404, 404, 409, 409, 404, 409, 409]),
  // On no post yet: the holder's alone.
  thing('GET /attachments/{upload}', [404, 404, 404, 404, 404, 404, 409]),
  thing('DELETE /attachments/{upload}', [404, 404, 404, 404, 404, 404, 204]),
  // Leads remove what is on a post.
  thing('DELETE /attachments/{publicFile}', [403, 404, 403, 403, 404, 204, 403]),
  thing('DELETE /attachments/{internalFile}', [404, 404, 403, 403, 404, 204, 403]),
  thing('GET /mail/{mail}', [403, 404, 200, 200, 404, 200, 200]),
  thing('GET /mail/{mail}/source', [403, 404, 200, 200, 404, 200, 200]),
  // Nobody's ticket yet: for leads to look at.
  thing('GET /mail/{mailInReview}', [403, 404, 404, 404, 404, 200, 404]),
  thing('GET /mail/{mailInReview}/source', [403, 404, 404, 404, 404, 200, 404]),
  thing('GET /notifications/mails/{outgoing}', [403, 404, 200, 200, 404, 200, 200]),
  thing('POST /notifications/mails/{outgoing}/resend', [403, 404, 409, 409, 404, 409, 409], {}),
  thing('GET /vendor-cases/{vendorCase}', [403, 404, 404, 200, 404, 200, 200]),
  thing('POST /vendor-cases/{vendorCase}/messages', [403, 404, 404, 403, 404, 201, 201], { body: 'And now?' }),
  thing('PUT /desk/presence', [403, 404, 200, 200, 404, 200, 200], {
    ticketId: '{held}',
    mode: 'viewing',
  }),
  thing('GET /desk/bulk/{bulk}', [403, 404, 404, 200, 404, 200, 200]),
  // Raised on the ticket: any agent who may read it says how it goes; leads decide.
  thing('POST /desk/hierarchical-escalations/{raised}/note', [403, 404, 200, 200, 404, 200, 200], {
    trend: 'steady',
    note: 'As it was.',
  }),
  thing('POST /desk/hierarchical-escalations/{raised}/approve', [403, 403, 403, 403, 403, 200, 403], {}),
  // Asked of L2 storage, by the holder.
  thing('POST /desk/consultations/{consultation}/withdraw', [403, 404, 404, 403, 403, 200, 409], {}),
  thing('POST /desk/consultations/{another}/answer', [403, 404, 404, 403, 200, 409, 409], { body: 'Pull it.' }),
  thing('POST /desk/consultations/{third}/take', [403, 404, 404, 403, 200, 409, 409], {}),
  // Made to the colleague, and over; not even a lead answers for him.
  thing('POST /desk/offers/{offer}/accept', [403, 404, 404, 409, 404, 404, 404], {}),
  thing('POST /desk/offers/{offer}/decline', [403, 404, 404, 409, 404, 404, 404], { reasonCode: 'other' }),
  // Kept by the holder for himself.
  thing('PATCH /desk/views/{ownView}', [403, 404, 404, 404, 404, 404, 200], { name: 'Mine' }),
  thing('DELETE /desk/views/{ownView}', [403, 404, 404, 404, 404, 404, 204]),
  thing('PATCH /macros/{ownMacro}', [403, 404, 404, 404, 404, 404, 200], { name: 'Mine' }),
  thing('DELETE /macros/{ownMacro}', [403, 404, 404, 404, 404, 404, 204]),
  // When the holder is not there: entered by himself, read by every agent.
  thing('PUT /desk/me/absences/{absence}', [403, 404, 404, 404, 404, 404, 200], { from: '2099-01-01T00:00:00Z', to: '2099-01-02T00:00:00Z' }), // prettier-ignore
  thing('DELETE /desk/me/absences/{absence}', [403, 404, 404, 404, 404, 404, 204]),
  thing('PUT /desk/absences/{anotherAbsence}', [403, 403, 403, 403, 403, 200, 403], { from: '2099-01-01T00:00:00Z', to: '2099-01-02T00:00:00Z' }), // prettier-ignore
  thing('DELETE /desk/absences/{anotherAbsence}', [403, 403, 403, 403, 403, 204, 403]),
  // Shared by an admin with everybody; with the first tier; with the holder's team.
  thing('PATCH /desk/views/{viewOfAll}', [403, 403, 403, 403, 403, 200, 403], { name: 'Everybody’s' }),
  thing('PATCH /desk/views/{viewOfFirst}', [403, 404, 403, 404, 404, 200, 404], { name: 'L1' }),
  thing('PATCH /macros/{sharedMacro}', [403, 403, 403, 403, 403, 200, 403], { name: 'Everybody’s' }),
  thing('DELETE /macros/{sharedMacro}', [403, 403, 403, 403, 403, 204, 404]),
  thing('POST /desk/views', [403, 403, 403, 403, 403, 201, 403], {
    name: 'For all',
    filters: {},
    sharedWith: { everybody: true },
  }),
  thing('POST /macros', [403, 403, 403, 403, 403, 201, 403], {
    name: 'For all',
    shared: true,
    does: 'note',
    defaultLanguage: 'en',
    texts: [{ language: 'en', body: 'Seen.' }],
  }),
  // Of the customer's organisation, and of another one. The directory of customers is not for partners.
  thing('GET /contacts/{contact}', [200, 404, 200, 200, 200, 200, 200]),
  thing('GET /contacts/{stranger}', [404, 404, 200, 200, 200, 200, 200]),
  thing('PATCH /contacts/{stranger}', [404, 403, 403, 403, 403, 200, 403], { name: 'A stranger' }),
  thing('POST /contacts/{stranger}/clear-bounce', [403, 404, 200, 200, 200, 200, 200], {}),
  thing('GET /organisations/{organisation}', [200, 404, 200, 200, 200, 200, 200]),
  thing('GET /organisations/{theirs}', [404, 404, 200, 200, 200, 200, 200]),
  thing('PATCH /organisations/{organisation}', [403, 403, 403, 403, 403, 200, 403], { name: 'Ours' }),
  thing('POST /contacts', [403, 403, 403, 403, 403, 201, 403], {
    email: 'new@stranger.test',
    organisationId: '{theirs}',
  }),
  thing('POST /products', [403, 403, 403, 403, 403, 201, 403], {
    code: 'matrix',
    name: 'Matrix',
  }),
  // A ticket in the name of somebody else's contact; and one that says where it is to go.
  thing('POST /tickets', [403, 201, 201, 201, 201, 201, 201], {
    subject: 'In whose name?',
    description: 'Said by somebody else.',
    requester: { email: '{strangersAddress}' },
  }),
  thing('POST /tickets', [201, 403, 403, 403, 403, 201, 403], {
    subject: 'Where to?',
    description: 'To the second tier.',
    requester: { email: '{address}' },
    route: { tier: 2, reason: 'I say so.' },
  }),
  // Others let somebody watch only as leads.
  thing('POST /tickets/{held}/watch', [403, 404, 403, 403, 404, 200, 200], { agentId: '{holder}' }),
  // Tags by a macro as by hand: by whoever is at the ticket's desk.
  thing('POST /tickets/{held}/macros/{tagging}/apply', [403, 404, 403, 200, 404, 200, 200], {}),
];

export interface List {
  readonly path: string;
  /** What is looked for in it. */
  readonly of: string;
  /** Of the callers above, those whose list has it. */
  readonly toldTo: readonly Who[];
}

const atItsDesk = ['colleague', 'lead', 'holder'] as const;
const readers = ['l1', ...atItsDesk] as const;

/** Lists have what their reader may read. */
export const lists: readonly List[] = [
  { path: '/tickets?limit=100', of: '{held}', toldTo: ['customer', ...readers] },
  { path: '/tickets?limit=100&state=in_progress', of: '{held}', toldTo: ['customer', ...readers] },
  { path: '/tickets?limit=100', of: '{foreign}', toldTo: ['l1', 'lead'] },
  { path: '/tickets?limit=100', of: '{overflowed}', toldTo: ['customer', 'partner', 'l1', 'lead'] },
  { path: '/desk/queues/1?limit=100', of: '{first}', toldTo: ['l1', 'lead'] },
  { path: '/desk/queues/1?limit=100', of: '{overflowed}', toldTo: ['partner', 'l1', 'lead'] },
  { path: '/desk/presence', of: '{held}', toldTo: readers },
  { path: '/desk/hierarchical-escalations?limit=100', of: '{raised}', toldTo: readers },
  { path: '/desk/consultations?limit=100', of: '{fourth}', toldTo: ['l2', 'lead', 'holder'] },
  { path: '/vendor-cases?limit=100', of: '{vendorCase}', toldTo: atItsDesk },
  { path: '/notifications/mails?limit=100', of: '{outgoing}', toldTo: readers },
  { path: '/mail/review?limit=100', of: '{mailInReview}', toldTo: ['lead'] },
  { path: '/desk/inbox?limit=100', of: '{inboxEntry}', toldTo: ['l1'] },
  // In the inbox of somebody for whom the ticket is not, or not any more.
  { path: '/desk/inbox?limit=100', of: '{entryOutOfSight}', toldTo: [] },
  { path: '/desk/offers?of=all', of: '{liveOffer}', toldTo: ['colleague', 'lead'] },
  { path: '/desk/alerts?limit=100', of: '{alert}', toldTo: ['lead'] },
  { path: '/desk/alerts?limit=100', of: '{warning}', toldTo: ['holder'] },
  { path: '/desk/alerts?limit=100', of: '{warningOutOfSight}', toldTo: [] },
  { path: '/desk/views', of: '{ownView}', toldTo: ['holder'] },
  { path: '/desk/views', of: '{viewOfAll}', toldTo: ['partner', 'l1', 'colleague', 'l2', 'lead', 'holder'] },
  { path: '/desk/views', of: '{viewOfFirst}', toldTo: ['l1', 'lead'] },
  { path: '/macros', of: '{tagging}', toldTo: ['partner', 'l1', 'colleague', 'l2', 'lead', 'holder'] },
  { path: '/contacts?limit=100', of: '{stranger}', toldTo: ['l1', 'colleague', 'l2', 'lead', 'holder'] },
];
