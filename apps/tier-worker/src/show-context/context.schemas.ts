import { entitlements, priorities, states } from '#domain';
import { z } from 'zod';

const person = z.object({ id: z.uuid(), name: z.string() });
const product = z.object({ id: z.uuid(), code: z.string(), name: z.string() });
const day = z.string().meta({ format: 'date', example: '2026-12-31' });

/** A ticket in a short list. */
export const ticketLine = z.object({
  id: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  subject: z.string(),
  state: z.enum(states),
  priority: z.enum(priorities).nullable(),
  tier: z.int().nullable(),
  sector: z.string().nullable(),
  assignee: person.nullable(),
  createdAt: z.date(),
  resolvedAt: z.date().nullable(),
});
export type TicketLine = z.output<typeof ticketLine>;

/** A solved ticket that resembles this one. */
export const precedent = ticketLine.extend({
  solution: z.string(),
  solutionCode: z.string().nullable(),
  seconds: z.int().meta({ description: 'Work logged on it.' }),
  likeness: z.number().meta({ description: 'Of its subject or symptom to those of this ticket, from 0 to 1.' }),
  why: z.array(z.enum(['asset', 'product', 'sector', 'words'])).meta({ description: 'What the two have in common.' }),
});
export type Precedent = z.output<typeof precedent>;

export const contextView = z.object({
  requester: z.object({
    id: z.uuid(),
    email: z.string(),
    name: z.string().nullable(),
    language: z.string().nullable().meta({ description: 'Of this ticket, or of the latest one that has one.' }),
    isVerified: z.boolean().meta({ description: 'Whether he proved that the address is his.' }),
    bounce: z.enum(['hard', 'soft']).nullable().meta({ description: 'Whether mail to the address comes back.' }),
    mayReadOrganisation: z.boolean(),
    since: z.date(),
    otherAddresses: z
      .array(z.object({ id: z.uuid(), email: z.string(), name: z.string().nullable(), isParticipant: z.boolean() }))
      .meta({ description: 'Who else is on this ticket, and contacts of his organisation with his name.' }),
  }),
  organisation: z.object({ id: z.uuid(), name: z.string(), contacts: z.int() }).nullable(),
  equipment: z.object({
    named: z
      .object({ product: z.string().nullable(), assetTag: z.string().nullable() })
      .meta({ description: 'As the customer named it, found in the catalogue or not.' }),
    location: z.string().nullable().meta({ description: "The ticket's." }),
    product: product.nullable(),
    asset: z
      .object({
        id: z.uuid(),
        tag: z.string(),
        serialNumber: z.string().nullable(),
        location: z.string().nullable(),
        warrantyUntil: day.nullable(),
        isUnderWarranty: z.boolean(),
      })
      .nullable(),
    otherAssets: z
      .array(
        z.object({
          id: z.uuid(),
          tag: z.string(),
          product: z.string(),
          serialNumber: z.string().nullable(),
          location: z.string().nullable(),
        }),
      )
      .meta({ description: 'Of the requester, then of his organisation; at most 20.' }),
  }),
  support: z.object({
    entitlement: z.enum(entitlements).nullable(),
    reason: z.string().nullable(),
    contracts: z
      .array(
        z.object({
          id: z.uuid(),
          kind: z.enum(['premium', 'service']),
          name: z.string(),
          product: product.nullable().meta({ description: 'The only one it covers; null: all of them.' }),
          startsOn: day,
          endsOn: day,
          holdsToday: z.boolean(),
        }),
      )
      .meta({ description: 'Of the organisation, those that last longest first; at most 20.' }),
  }),
  requesterTickets: z.array(ticketLine).meta({ description: 'His others, open ones first; at most 10.' }),
  organisationTickets: z.array(ticketLine).meta({ description: "His colleagues', open ones first; at most 10." }),
  assetTickets: z.array(ticketLine).meta({ description: 'Others on the same asset, the latest first; at most 10.' }),
  precedents: z.array(precedent).meta({ description: 'Solved tickets like this one, the likest first; at most 8.' }),
});
export type ContextView = z.output<typeof contextView>;
