import { email, misformed, pageQuery, text } from '#http';
import { z } from 'zod';
import type { ConstraintProblem, RecordKind } from './record-kind.js';

const id = z.uuid("Give a UUID, as it is in the other's `id`.");
const date = z.iso
  .date('Give a date: 2026-03-31.')
  .refine((day) => day >= '1900-01-01', misformed('date', 'Give a date after 1900.'));

const taken = (noun: string, field: string): ConstraintProblem => ({
  kind: 'conflict',
  code: `${noun}.duplicate-${field}`,
  field,
  detail: `There is already one with this ${field}.`,
});
const unknown = (noun: string, field: string): ConstraintProblem => ({
  kind: 'refused',
  code: `${noun}.unknown`,
  field,
  detail: `There is no such ${noun}.`,
});

const searchedFor = (columns: readonly string[]) =>
  text({ max: 200 })
    .optional()
    .meta({ description: `A part of its ${columns.join(' or ')}, in any case.` });

type Words = Omit<RecordKind, 'change' | 'view' | 'query'> & {
  readonly query?: z.ZodRawShape;
  readonly shownAs?: z.ZodRawShape;
};

const recordKind = <const W extends Words>(words: W): RecordKind => ({
  ...words,
  change: words.create
    .partial()
    .refine((fields) => Object.keys(fields).length > 0, 'Give at least one field to change.'),
  view: words.create.required().extend({ id: z.uuid(), createdAt: z.iso.datetime(), ...words.shownAs }),
  query: pageQuery.extend({ ...words.query, ...(words.searched && { q: searchedFor(words.searched) }) }),
});

export const organisations = recordKind({
  noun: 'organisation',
  path: 'organisations',
  table: 'organisation',
  columns: { name: 'name' },
  create: z.strictObject({ name: text({ max: 200 }) }),
  filters: { name: 'name' },
  query: { name: text({ max: 200 }).optional() },
  searched: ['name'],
  ownedThrough: 'id',
  writtenByOwner: false,
  constraints: { organisation_name_key: taken('organisation', 'name') },
});

const bounce = z
  .object({
    kind: z
      .enum(['hard', 'soft'])
      .meta({ description: 'hard: for good, nothing is sent there any more. soft: for now.' }),
    reason: z.string().nullable(),
    since: z.iso.datetime().nullable(),
  })
  .nullable()
  .meta({ description: 'Mail to the address comes back. null: nothing is known against it.' });

/** E-mail addresses are kept in lower case: that is how a contact is known. */
const address = email().transform((value) => value.toLowerCase());

export const contacts = recordKind({
  noun: 'contact',
  path: 'contacts',
  table: 'contact',
  columns: {
    email: 'email',
    name: 'name',
    organisationId: 'organisation_id',
    mayReadOrganisation: 'may_read_organisation',
  },
  shown: {
    bounce: `CASE WHEN bounce IS NOT NULL THEN json_build_object('kind', bounce, 'reason', bounce_reason,
      'since', to_char(bounced_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END`,
    organisationName: '(SELECT name FROM organisation WHERE organisation.id = contact.organisation_id)',
  },
  shownAs: { bounce, organisationName: z.string().nullable() },
  create: z.strictObject({
    email: address,
    name: text({ max: 200 }).nullish(),
    organisationId: id.nullish(),
    mayReadOrganisation: z.boolean().optional(),
  }),
  filters: { email: 'email', organisation: 'organisationId' },
  query: { email: address.optional(), organisation: id.optional() },
  searched: ['name', 'email'],
  hasPartsIndexed: true,
  ownedThrough: 'organisation_id',
  writtenByOwner: true,
  constraints: {
    contact_email_key: taken('contact', 'email'),
    contact_organisation_id_fkey: unknown('organisation', 'organisationId'),
  },
});

export const products = recordKind({
  noun: 'product',
  path: 'products',
  table: 'product',
  columns: { code: 'code', name: 'name' },
  create: z.strictObject({ code: text({ max: 100 }), name: text({ max: 200 }) }),
  filters: { code: 'code' },
  query: { code: text({ max: 100 }).optional() },
  searched: ['name', 'code'],
  ownedThrough: null,
  writtenByOwner: false,
  constraints: { product_code_key: taken('product', 'code') },
});

export const assets = recordKind({
  noun: 'asset',
  path: 'assets',
  table: 'asset',
  columns: {
    tag: 'tag',
    productId: 'product_id',
    organisationId: 'organisation_id',
    contactId: 'contact_id',
    serialNumber: 'serial_number',
    location: 'location',
    warrantyUntil: 'warranty_until',
  },
  create: z.strictObject({
    tag: text({ max: 200 }),
    productId: id,
    organisationId: id.nullish(),
    contactId: id.nullish(),
    serialNumber: text({ max: 200 }).nullish(),
    location: text({ max: 500 }).nullish(),
    warrantyUntil: date.nullish(),
  }),
  filters: { tag: 'tag', organisation: 'organisationId', product: 'productId' },
  query: { tag: text({ max: 200 }).optional(), organisation: id.optional(), product: id.optional() },
  ownedThrough: 'organisation_id',
  writtenByOwner: false,
  constraints: {
    asset_tag_key: taken('asset', 'tag'),
    asset_product_id_fkey: unknown('product', 'productId'),
    asset_organisation_id_fkey: unknown('organisation', 'organisationId'),
    asset_contact_id_fkey: unknown('contact', 'contactId'),
  },
});

export const contracts = recordKind({
  noun: 'contract',
  path: 'contracts',
  table: 'contract',
  columns: {
    organisationId: 'organisation_id',
    kind: 'kind',
    name: 'name',
    productId: 'product_id',
    startsOn: 'starts_on',
    endsOn: 'ends_on',
  },
  create: z.strictObject({
    organisationId: id,
    kind: z.enum(['premium', 'service']),
    name: text({ max: 200 }),
    productId: id.nullish(),
    startsOn: date,
    endsOn: date,
  }),
  filters: { organisation: 'organisationId', product: 'productId' },
  query: { organisation: id.optional(), product: id.optional() },
  ownedThrough: 'organisation_id',
  writtenByOwner: false,
  constraints: {
    contract_organisation_id_fkey: unknown('organisation', 'organisationId'),
    contract_product_id_fkey: unknown('product', 'productId'),
    contract_check: {
      kind: 'refused',
      code: 'contract.ends-before-start',
      field: 'endsOn',
      detail: 'A contract cannot end before it starts.',
    },
  },
});

export const recordKinds = [organisations, contacts, products, assets, contracts] as const;
