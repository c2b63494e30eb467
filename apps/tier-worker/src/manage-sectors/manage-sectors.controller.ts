import { Authenticated } from '#access';
import { Database } from '#database';
import { DomainError } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageOf, pageQuery, Refuses, text, type PageQuery } from '#http';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { refuseDuplicate } from '../desk/refuse-duplicate.js';

const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and hyphens, at most 40, such as "network".');
const name = text({ max: 200 });
const sector = z.object({ code, name });
type Sector = z.output<typeof sector>;
const newSector = z.strictObject({ code, name });
const sectorChange = z.strictObject({ name });

/** The subjects that teams are specialised in. */
@ApiTags('settings')
@Controller('sectors')
export class ManageSectorsController {
  constructor(private readonly database: Database) {}

  /** All sectors, by code. For agents. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, pageOf(sector))
  async list(
    @Query({ schema: pageQuery }) { limit, cursor }: PageQuery,
  ): Promise<{ items: Sector[]; nextCursor: string | null }> {
    const after = cursor === undefined ? '' : decodeCursor(cursor, code);
    const items = await this.database.read<Sector>(selectSectors, [after, limit]);
    return { items, nextCursor: items.length === limit ? encodeCursor(items.at(-1)?.code) : null };
  }

  /** Makes a sector. For admins. */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, sector)
  @Refuses(409, 'sector.taken')
  async create(@Body({ schema: newSector }) made: Sector): Promise<Sector> {
    await refuseDuplicate(this.database.read(insertSector, [made.code, made.name]), taken);
    return made;
  }

  /** Renames a sector. For admins. */
  @Patch(':code')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, sector)
  @Refuses(404, 'sector.not-found')
  async change(@Param('code') path: string, @Body({ schema: sectorChange }) change: { name: string }): Promise<Sector> {
    const known = code.safeParse(path).success;
    const [changed] = known ? await this.database.read<Sector>(updateSector, [path, change.name]) : [];
    if (changed) return changed;
    throw new DomainError('not-found', 'sector.not-found', 'There is no such sector.');
  }
}

const taken = new DomainError('conflict', 'sector.taken', 'There is a sector with that code already.', {
  errors: [{ pointer: '/code', detail: 'Choose another code, or change the name of the existing sector.' }],
});
const selectSectors = {
  name: 'settings-sectors',
  text: `SELECT code, name FROM sector WHERE code > $1 ORDER BY code LIMIT $2`,
};
const insertSector = { name: 'settings-insert-sector', text: `INSERT INTO sector (code, name) VALUES ($1, $2)` };
const updateSector = {
  name: 'settings-update-sector',
  text: `UPDATE sector SET name = $2 WHERE code = $1 RETURNING code, name`,
};
