import { Authenticated } from '#access';
import {
  Answers,
  decodeCursor,
  encodeCursor,
  like,
  misformed,
  pageOf,
  pageQuery,
  type PageQuery,
  Refuses,
} from '#http';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { tierReference } from '../desk/tier-reference.js';
import { ManageRatesHandler, type Rate } from './manage-rates.handler.js';

const instant = z.iso.datetime({ offset: true, error: 'Give an instant such as "2026-03-01T00:00:00Z".' });
const perHour = z
  .number()
  .min(0)
  .max(1_000_000)
  .refine(
    (amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-6,
    misformed('amount', 'Give at most two decimals.'),
  )
  .meta({ description: 'Of the currency, to two decimals.' });
const currency = z
  .string()
  .check(like('currency', /^[A-Z]{3}$/, 'Give a currency as ISO 4217 has it, such as "EUR".'))
  .meta({ example: 'EUR' });

const newRate = z.strictObject({
  tier: tierReference.optional(),
  agentId: z
    .uuid()
    .optional()
    .meta({ description: 'Instead of `tier`: the rate of one agent, at whatever tier he works.' }),
  perHour,
  currency,
  startsAt: instant
    .optional()
    .meta({ description: 'Now when left out. A rate in the past prices what was logged since.' }),
  endsAt: instant.nullable().optional(),
});
const rateChange = z.strictObject({
  endsAt: instant.nullable().meta({ description: 'Null: until another one begins.' }),
});
const rateView = z.object({
  id: z.uuid(),
  tier: z.int().nullable(),
  agent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  perHour: z.number(),
  currency: z.string(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
});

/**
 * What an hour of work costs. An agent's own rate goes before that of the tier; of several the one that began last holds. Costs are
 * worked out when somebody asks, from the rates that held when the work was done.
 */
@ApiTags('settings')
@Controller('desk/rates')
export class ManageRatesController {
  constructor(private readonly handler: ManageRatesHandler) {}

  /** All rates with what held before, in the order they were made. For leads and admins. */
  @Get()
  @Authenticated({ roles: ['lead', 'admin'] })
  @Answers(200, pageOf(rateView))
  async list(
    @Query({ schema: pageQuery }) { limit, cursor }: PageQuery,
  ): Promise<{ items: Rate[]; nextCursor: string | null }> {
    const items = await this.handler.list(cursor === undefined ? null : decodeCursor(cursor, z.uuid()), limit);
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** Sets a rate from an instant on, for a tier or for an agent. The one before ends where this one begins. For admins. */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, rateView)
  @Refuses(409, 'rate.taken')
  @Refuses(422, 'rate.of-nobody', 'rate.ends-too-early', 'tier.unknown', 'agent.unknown')
  create(@Body({ schema: newRate }) rate: z.output<typeof newRate>): Promise<Rate> {
    return this.handler.create(rate);
  }

  /** Ends a rate, or lets it go on. For admins. */
  @Patch(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, rateView)
  @Refuses(404, 'rate.not-found')
  @Refuses(422, 'rate.ends-too-early')
  change(
    @Param('id') id: string,
    @Body({ schema: rateChange }) { endsAt }: z.output<typeof rateChange>,
  ): Promise<Rate> {
    return this.handler.end(id, endsAt);
  }

  /** Removes a rate that was set by mistake: the work of its time is priced as if it had never been. For admins. */
  @Delete(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(204)
  @Refuses(404, 'rate.not-found')
  remove(@Param('id') id: string): Promise<void> {
    return this.handler.remove(id);
  }
}
