import { AccessModule } from '#access';
import { Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys.controller.js';

/** The keys of API clients, for admins. */
@Module({ imports: [AccessModule], controllers: [ApiKeysController] })
export class ApiKeysModule {}
