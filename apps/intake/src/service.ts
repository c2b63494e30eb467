import { service } from '#service';
import { IntakeModule } from './intake.module.js';
import { intakeEnv } from './intake.config.js';

export { ReceiveMailHandler } from './receive-mail/receive-mail.handler.js';

/** This app, as composition roots see it. */
export const intake = service({
  name: 'intake',
  port: 3001,
  env: intakeEnv,
  modules: (env) => [IntakeModule.forRoot(env)],
});
