import { Authenticated } from '#access';
import { Database, run, type Statement, type Tx } from '#database';
import { DomainError, entitlements, levels, priorities } from '#domain';
import { Answers, email, Refuses, text } from '#http';
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { UnderstandRequest } from '../understand-request/understand-request.js';

const name = text({ max: 200 });

export const previewBody = z.strictObject({
  subject: text({ max: 1_000 }),
  description: text({ max: 100_000 }),
  requester: z.strictObject({ email: email(), name: name.optional() }).optional(),
  organisation: name.optional().meta({ description: 'Name or id; by default that of the requester, or of the asset.' }),
  product: name.optional(),
  assetTag: name.optional(),
  impact: z.enum(levels).default('medium'),
  urgency: z.enum(levels).default('medium'),
});
export type PreviewBody = z.output<typeof previewBody>;

export const previewView = z.object({
  priority: z.enum(priorities),
  entitlement: z.enum(entitlements),
  entitlementReason: z.string(),
  tier: z.int(),
  sector: z.string().nullable(),
  rule: z.string().nullable().meta({ description: 'The name of the rule that decided.' }),
  why: z.array(z.string()),
});
export type PreviewView = z.output<typeof previewView>;

@ApiTags('triage')
@Controller('triage/preview')
export class PreviewRouteController {
  constructor(
    private readonly database: Database,
    private readonly request: UnderstandRequest,
  ) {}

  /** Where a ticket like this would go, and why: the same code that routes tickets, and nothing is written. */
  @Post()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, previewView)
  @Refuses(422, 'organisation.unknown')
  preview(@Body({ schema: previewBody }) body: PreviewBody): Promise<PreviewView> {
    return this.database.transaction(async (tx) => {
      await run(tx, readOnly, []);
      const { entitlement, ...understood } = await this.request.understand(tx, {
        subject: body.subject,
        description: body.description,
        contactId: await contactId(tx, body.requester?.email ?? null),
        organisationId: await organisationId(tx, body.organisation ?? null),
        product: body.product ?? null,
        assetTag: body.assetTag ?? null,
        impact: body.impact,
        urgency: body.urgency,
        requestedRoute: null,
      });
      const { priority, tier, sector, rule, why } = understood;
      return {
        priority,
        entitlement: entitlement.kind,
        entitlementReason: entitlement.reason,
        tier,
        sector,
        rule,
        why: [...why],
      };
    });
  }
}

/** Somebody we do not know is a customer without contracts. */
const contactId = async (tx: Tx, address: string | null): Promise<string | null> =>
  address === null ? null : ((await run<{ id: string }>(tx, findContact, [address]))[0]?.id ?? null);

async function organisationId(tx: Tx, nameOrId: string | null): Promise<string | null> {
  if (nameOrId === null) return null;
  const [found] = await run<{ id: string }>(tx, findOrganisation, [nameOrId]);
  if (found) return found.id;
  const detail = 'There is no organisation of this name or id.';
  throw new DomainError('refused', 'organisation.unknown', detail, { errors: [{ pointer: '/organisation', detail }] });
}

const readOnly: Statement = { name: 'preview-read-only', text: 'SET TRANSACTION READ ONLY' };
const findContact: Statement = {
  name: 'preview-contact',
  text: 'SELECT id FROM contact WHERE email = lower($1::text)',
};
const findOrganisation: Statement = {
  name: 'preview-organisation',
  text: `SELECT id FROM organisation WHERE id::text = lower($1::text) OR lower(name) = lower($1)
    ORDER BY name = $1 DESC, name LIMIT 1`,
};
