import { AccessModule } from '#access';
import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.js';

/** Who agents are: login, logout, me. */
@Module({ imports: [AccessModule], controllers: [AuthController] })
export class AuthModule {}
