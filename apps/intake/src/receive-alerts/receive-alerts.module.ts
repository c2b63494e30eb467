import { AccessModule } from '#access';
import { Database, TicketIntakeStore } from '#database';
import { Module } from '@nestjs/common';
import { AlertFacts } from './alert-facts.js';
import { AlertWriter } from './alert-writer.js';
import { ReceiveAlertsController } from './receive-alerts.controller.js';
import { ReceiveAlertsHandler } from './receive-alerts.handler.js';
import { SettleAlerts } from './settle-alerts.js';

/** Alerts of monitoring systems become tickets. */
@Module({
  imports: [AccessModule],
  controllers: [ReceiveAlertsController],
  providers: [
    {
      provide: TicketIntakeStore,
      useFactory: (database: Database) => new TicketIntakeStore(database),
      inject: [Database],
    },
    AlertFacts,
    AlertWriter,
    ReceiveAlertsHandler,
    SettleAlerts,
  ],
})
export class ReceiveAlertsModule {}
