import { AccessModule } from '#access';
import { Module } from '@nestjs/common';
import { BeginAvailability } from '../set-availability/begin-availability.js';
import { AuthController } from './auth.controller.js';

/** Who agents are: login, logout, me. */
@Module({ imports: [AccessModule], controllers: [AuthController], providers: [BeginAvailability] })
export class AuthModule {}
