import { service } from '#service';
import { notifierConfig } from './notifier.config.js';
import { NotifierModule } from './notifier.module.js';
import { NOTIFIER } from './notifier.transport.js';

export { developmentNotifier } from './dev-mailbox/development-notifier.js';
export type { InboundDoor } from './dev-mailbox/inbound-door.js';

/** This app, as composition roots see it. */
export const notifier = service({
  name: 'notifier',
  port: 3006,
  env: notifierConfig,
  modules: (env) => [NotifierModule.forRoot(env)],
  consumes: () => ({ transportId: NOTIFIER, queues: ['notify'] }),
});
