import { ApiKeys, Authenticated, CurrentCaller, type Caller } from '#access';
import { DomainError, isUuid } from '#domain';
import { Answers, decodeCursor, encodeCursor, pageQuery, Refuses, type PageQuery } from '#http';
import { Body, Controller, Delete, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { apiKeyPage, madeApiKey, newApiKey, shown, type NewApiKeyRequest } from './api-keys.schemas.js';

@ApiTags('api-keys')
@Controller('api-keys')
@Authenticated({ roles: ['admin'] })
export class ApiKeysController {
  constructor(@Inject(ApiKeys) private readonly keys: ApiKeys) {}

  /** Makes a key. It is in the answer and nowhere else. 422 `organisation.unknown`. */
  @Post()
  @Answers(201, madeApiKey, 'The key, shown once')
  @Refuses(422, 'organisation.unknown')
  async create(
    @Body({ schema: newApiKey }) { name, scopes, organisation, expiresAt }: NewApiKeyRequest,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.header('cache-control', 'no-store');
    const key = await this.keys.create({
      name,
      scopes,
      organisationId: organisation ?? null,
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      createdBy: caller.id,
    });
    return shown(key);
  }

  /** All keys, newest first, revoked ones too. */
  @Get()
  @Answers(200, apiKeyPage)
  async list(@Query({ schema: pageQuery }) { cursor, limit }: PageQuery) {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const keys = await this.keys.list({ limit: limit + 1, before });
    const items = keys.slice(0, limit).map(shown);
    return { items, nextCursor: keys.length > limit ? encodeCursor(items.at(-1)?.id) : null };
  }

  /** Ends a key at once; doing it again is fine. 404 `api-key.not-found`. */
  @Delete(':id')
  @Answers(204)
  @Refuses(404, 'api-key.not-found')
  async revoke(@Param('id') id: string): Promise<void> {
    if (!isUuid(id) || !(await this.keys.revoke(id))) {
      throw new DomainError('not-found', 'api-key.not-found', 'There is no API key with this id.');
    }
  }
}
