import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Database } from '#database';
import { ticketNumber } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { audiences } from '../desk/lead-alerts.js';

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
  detail: z.string(),
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

type Row = Omit<Alert, 'number'> & { readonly number: number };

@ApiTags('desk')
@Controller('desk/alerts')
export class ListAlertsController {
  constructor(private readonly database: Database) {}

  /**
   * What you were warned of, and, for leads and admins, what leads were called to; newest first. Every lead sees
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
    const rows = await this.database.read<Row>(selectAlerts, [before, limit, caller.id, leads, audience ?? null]);
    const items = rows.map((row) => ({ ...row, number: ticketNumber(row.number) }));
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }
}

const selectAlerts = {
  name: 'desk-alerts',
  text: `SELECT lead_alert.id, ticket_id AS "ticketId", ticket.number, lead_alert.version, kind, audience,
      lead_alert.agent_id AS "agentId", detail, at
    FROM lead_alert JOIN ticket ON ticket.id = ticket_id
    WHERE ($1::uuid IS NULL OR lead_alert.id < $1) AND (agent_id = $3 OR (agent_id IS NULL AND $4))
      AND ($5::text IS NULL OR audience = $5)
    ORDER BY lead_alert.id DESC LIMIT $2`,
};
