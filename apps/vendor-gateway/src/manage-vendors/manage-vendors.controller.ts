import { Authenticated, CurrentCaller, type AgentCaller } from '#access';
import { Answers, decodeCursor, encodeCursor, pageQuery, Refuses, type PageQuery } from '#http';
import { rotation, type Rotation } from '#webhooks';
import { Body, Controller, Get, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ManageVendorsHandler } from './manage-vendors.handler.js';
import { VendorStore } from './vendor.store.js';
import {
  newVendor,
  vendor,
  vendorChanges,
  vendorPage,
  vendorWithSecret,
  type NewVendor,
  type VendorChanges,
} from './vendors.schemas.js';

@ApiTags('vendors')
@Controller('vendors')
export class ManageVendorsController {
  constructor(
    @Inject(VendorStore) private readonly vendors: VendorStore,
    @Inject(ManageVendorsHandler) private readonly manage: ManageVendorsHandler,
  ) {}

  /** Whom a case can be sent to. Admins see everything but the secrets, and vendors that are no longer active. */
  @Get()
  @Authenticated({ kinds: ['agent'] })
  @Answers(200, vendorPage)
  async list(@Query({ schema: pageQuery }) { cursor, limit }: PageQuery, @CurrentCaller() caller: AgentCaller) {
    const before = cursor === undefined ? null : decodeCursor(cursor, z.uuid());
    const all = caller.role === 'admin';
    const found = await this.vendors.list({ limit: limit + 1, before, all });
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? encodeCursor(items.at(-1)?.id) : null;
    return { items: all ? items : items.map(({ id, name }) => ({ id, name })), nextCursor };
  }

  /** Adds a vendor. Its secret is in the answer and nowhere else. */
  @Post()
  @Authenticated({ roles: ['admin'] })
  @Answers(201, vendorWithSecret, 'The vendor, with its secret, shown once')
  @Refuses(409, 'vendor.name-taken')
  @Refuses(422, 'vendor.endpoint-refused')
  create(@Body({ schema: newVendor }) body: NewVendor, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('cache-control', 'no-store');
    return this.manage.create(body);
  }

  /** Changes what is named and leaves the rest. */
  @Patch(':id')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, vendor)
  @Refuses(404, 'vendor.not-found')
  @Refuses(409, 'vendor.name-taken')
  @Refuses(422, 'vendor.endpoint-refused')
  change(@Param('id') id: string, @Body({ schema: vendorChanges }) body: VendorChanges) {
    return this.manage.change(id, body);
  }

  /**
   * Makes a new secret. For `overlapHours` (24 unless told otherwise) our messages carry a signature of each of the two,
   * and the vendor's may be signed with either. Rotating again within the overlap ends the older one.
   */
  @Post(':id/rotate-secret')
  @Authenticated({ roles: ['admin'] })
  @Answers(200, vendorWithSecret, 'The vendor, with its new secret, shown once')
  @Refuses(404, 'vendor.not-found')
  rotate(
    @Param('id') id: string,
    @Body({ schema: rotation }) body: Rotation,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    void reply.header('cache-control', 'no-store');
    return this.manage.rotate(id, body);
  }
}
