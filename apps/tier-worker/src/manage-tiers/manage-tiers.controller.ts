import { Authenticated } from '#access';
import { Database } from '#database';
import { DomainError } from '#domain';
import { Answers, Refuses, text } from '#http';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { refuseDuplicate } from '../desk/refuse-duplicate.js';

const number = z.int().min(1).max(99);
const name = text({ max: 100 });
const tierView = z.object({ number, name, mayResolve: z.boolean(), mayAskVendor: z.boolean() });
type Tier = z.output<typeof tierView>;
const newTier = z.strictObject({
  number,
  name,
  mayResolve: z.boolean().default(true),
  mayAskVendor: z.boolean().default(false),
});
const tierChange = z.strictObject({ name, mayResolve: z.boolean(), mayAskVendor: z.boolean() }).partial();

/** The tiers. A new one is worked on as soon as a tier-worker is started with it in `TIERS`. */
@ApiTags('settings')
@Controller('tiers')
export class ManageTiersController {
  constructor(private readonly database: Database) {}

  /** All tiers, lowest first. For agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, z.object({ items: z.array(tierView) }))
  async list(): Promise<{ items: Tier[] }> {
    return { items: await this.database.read<Tier>(selectTiers) };
  }

  /** Makes a tier. For admins. Some tier-worker must serve its queue: see `TIERS`. */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, tierView)
  @Refuses(409, 'tier.taken')
  async create(@Body({ schema: newTier }) tier: z.output<typeof newTier>): Promise<Tier> {
    const values = [tier.number, tier.name, tier.mayResolve, tier.mayAskVendor];
    const [made] = await refuseDuplicate(this.database.read<Tier>(insertTier, values), taken);
    return made as Tier;
  }

  /** Changes a tier; what is left out stays. For admins. */
  @Patch(':number')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, tierView)
  @Refuses(404, 'tier.not-found')
  @Refuses(409, 'tier.taken')
  async change(
    @Param('number') path: string,
    @Body({ schema: tierChange }) change: z.output<typeof tierChange>,
  ): Promise<Tier> {
    const values = [/^[1-9]\d?$/.test(path) ? Number(path) : 0, change.name, change.mayResolve, change.mayAskVendor];
    const [changed] = await refuseDuplicate(this.database.read<Tier>(updateTier, values), taken);
    if (changed) return changed;
    throw new DomainError('not-found', 'tier.not-found', 'There is no such tier.');
  }
}

const taken = new DomainError('conflict', 'tier.taken', 'Another tier has that number or name already.');
const columns = `number, name, may_resolve AS "mayResolve", may_ask_vendor AS "mayAskVendor"`;
const selectTiers = { name: 'settings-tiers', text: `SELECT ${columns} FROM tier ORDER BY number` };
const insertTier = {
  name: 'settings-insert-tier',
  text: `INSERT INTO tier (number, name, may_resolve, may_ask_vendor) VALUES ($1, $2, $3, $4) RETURNING ${columns}`,
};
const updateTier = {
  name: 'settings-update-tier',
  text: `UPDATE tier SET name = coalesce($2, name), may_resolve = coalesce($3, may_resolve),
      may_ask_vendor = coalesce($4, may_ask_vendor) WHERE number = $1 RETURNING ${columns}`,
};
