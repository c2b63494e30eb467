import { Authenticated, CurrentCaller, readableTickets, sightOf, type AgentCaller } from '#access';
import { Database } from '#database';
import { clockKinds, levels, priorities, ticketNumber } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { audiences } from '../desk/lead-alerts.js';

const facts = z.object({
  promise: z.enum(clockKinds).nullable(),
  percent: z.number().nullable().meta({ description: 'How much of the promised time was used; 100: it broke.' }),
  tier: z.int().nullable().meta({ description: 'Whose promise it is.' }),
  dueAt: z.iso.datetime().nullable(),
  toTier: z.int().nullable().meta({ description: 'The tier it was escalated to because of it.' }),
  toPriority: z.enum(priorities).nullable().meta({ description: 'The priority it got because of it.' }),
  bounces: z.int().nullable().meta({ description: 'How often it was returned.' }),
  vendor: z.string().nullable().meta({ description: 'Which vendor is silent.' }),
  caseNumber: z.int().nullable().meta({ description: "The number of the vendor's case." }),
  reason: z.string().nullable().meta({ description: 'Why it was raised to management.' }),
  severity: z.enum(levels).nullable(),
});
const factNames = Object.keys(facts.shape) as readonly (keyof z.output<typeof facts>)[];

const alert = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  version: z.int().meta({ description: "The event on the ticket's timeline that says the same." }),
  kind: z.enum(['breach-at-last-tier', 'breach', 'bouncing', 'hierarchical-escalation', 'vendor-silent', 'warning']),
  audience: z.enum(audiences).meta({
    description: 'Whom it is for: one agent, the leads, or also those above them (a hierarchical escalation).',
  }),
  agentId: z.uuid().nullable().meta({ description: 'The agent it is for; null: nobody alone.' }),
  subject: z.string().meta({ description: "The ticket's." }),
  detail: z.string().meta({ description: 'What happened, in English.' }),
  facts: facts.meta({
    description: 'What `detail` is made of, for saying it in other languages; null: not of this kind.',
  }),
  at: z.date(),
});
type Alert = z.output<typeof alert>;

const alertsQuery = pageQuery.extend({
  audience: z
    .enum(audiences)
    .optional()
    .meta({ description: 'Only those for one agent, for the leads, or for the hierarchy.' }),
});
type AlertsQuery = z.output<typeof alertsQuery>;

type Row = Omit<Alert, 'number' | 'facts'> & {
  readonly number: number;
  /** Null: from before they were kept. */
  readonly facts: Partial<Alert['facts']> | null;
};

@ApiTags('desk')
@Controller('desk/alerts')
export class ListAlertsController {
  constructor(private readonly database: Database) {}

  /**
   * What you were warned of, on tickets that you may still read, and, for leads and admins, what leads were called to; newest first. Every lead sees
   * all of them; `audience=hierarchy` are the hierarchical escalations among them.
   */
  @Get()
  @Authenticated({ roles: ['agent', 'lead', 'admin'] })
  @Answers(200, pageOf(alert))
  async list(
    @Query({ schema: alertsQuery }) { limit, cursor, audience }: AlertsQuery,
    @CurrentCaller() caller: AgentCaller,
  ): Promise<{ items: Alert[]; nextCursor: string | null }> {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const leads = caller.role !== 'agent';
    const may = readableTickets(caller, 6);
    const statement = { name: `desk-alerts-${sightOf(caller)}`, text: selectAlerts(may.sql) };
    const values = [before, limit, caller.id, leads, audience ?? null, ...may.values];
    const rows = await this.database.read<Row>(statement, values);
    const items = rows.map(toAlert);
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }
}

function toAlert(row: Row): Alert {
  const known = Object.fromEntries(factNames.map((name) => [name, row.facts?.[name] ?? null])) as Alert['facts'];
  return { ...row, number: ticketNumber(row.number), facts: known };
}

const selectAlerts = (readable: string): string => `
    SELECT lead_alert.id, lead_alert.ticket_id AS "ticketId", ticket.number, lead_alert.version, kind, audience,
      lead_alert.agent_id AS "agentId", ticket.subject, detail, event.data->'facts' AS facts, lead_alert.at
    FROM lead_alert JOIN ticket ON ticket.id = lead_alert.ticket_id
      LEFT JOIN ticket_event event ON event.ticket_id = lead_alert.ticket_id AND event.version = lead_alert.version
    WHERE ($1::uuid IS NULL OR lead_alert.id < $1) AND (lead_alert.agent_id = $3 OR (lead_alert.agent_id IS NULL AND $4))
      AND ($5::text IS NULL OR audience = $5) AND ${readable}
    ORDER BY lead_alert.id DESC LIMIT $2`;
