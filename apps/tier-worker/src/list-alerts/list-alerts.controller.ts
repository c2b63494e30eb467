import { Authenticated } from '#access';
import { Database } from '#database';
import { ticketNumber } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, type PageQuery } from '#http';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

const alert = z.object({
  id: z.uuid(),
  ticketId: z.uuid(),
  number: z.string().meta({ example: 'T-1042' }),
  version: z.int().meta({ description: "The event on the ticket's timeline that says the same." }),
  kind: z.enum(['breach-at-last-tier', 'breach', 'bouncing', 'vendor-silent']),
  detail: z.string(),
  at: z.date(),
});
type Alert = z.output<typeof alert>;

@ApiTags('desk')
@Controller('desk/alerts')
export class ListAlertsController {
  constructor(private readonly database: Database) {}

  /** What leads were called to, newest first. For leads. */
  @Get()
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, pageOf(alert))
  async list(
    @Query({ schema: pageQuery }) { limit, cursor }: PageQuery,
  ): Promise<{ items: Alert[]; nextCursor: string | null }> {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const rows = await this.database.read<Omit<Alert, 'number'> & { number: number }>(selectAlerts, [before, limit]);
    const items = rows.map((row) => ({ ...row, number: ticketNumber(row.number) }));
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }
}

const selectAlerts = {
  name: 'desk-alerts',
  text: `SELECT lead_alert.id, ticket_id AS "ticketId", ticket.number, lead_alert.version, kind, detail, at
    FROM lead_alert JOIN ticket ON ticket.id = ticket_id
    WHERE $1::uuid IS NULL OR lead_alert.id < $1 ORDER BY lead_alert.id DESC LIMIT $2`,
};
