import { Authenticated, CurrentCaller, Forbidden, steers, type Caller } from '#access';
import { Answers, Refuses } from '#http';
import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { notification, type Notification } from './alertmanager.js';
import { ReceiveAlertsHandler, type Received } from './receive-alerts.handler.js';
import { alertSettings, received, type AlertSettings } from './receive-alerts.request.js';

@ApiTags('inbound')
@Controller('inbound')
export class ReceiveAlertsController {
  constructor(private readonly handler: ReceiveAlertsHandler) {}

  /**
   * Takes alerts as Prometheus Alertmanager posts them (webhook format, version 4). Each fingerprint has one ticket while
   * that is open: repeats are counted, what ends resolves it when nobody has touched it, what fires again reopens it. An
   * alert that cannot be read is listed in `refused` and keeps no other out; sending the same again changes nothing.
   */
  @Post('alerts')
  @Authenticated({ scope: ['alerts:write', 'tickets:write'], kinds: ['api-key', 'agent'] })
  @Answers(200, received, 'What became of the alerts, committed')
  @Refuses(403, 'caller.forbidden', 'caller.foreign-organisation')
  async receive(
    @CurrentCaller() caller: Caller,
    @Query({ schema: alertSettings }) settings: AlertSettings,
    @Body({ schema: notification }) given: Notification,
  ): Promise<Received> {
    // Who may open tickets by himself does not speak for a monitoring system.
    if (caller.kind === 'agent' && !steers(caller)) throw new Forbidden('This is for keys, leads and admins.');
    return this.handler.receive(caller, given, settings);
  }
}
