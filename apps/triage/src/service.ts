import { service } from '#service';
import { TriageModule } from './triage.module.js';
import { triageConfig } from './triage.config.js';
import { TRIAGE } from './triage.transport.js';

/** This app, as composition roots see it. */
export const triage = service({
  name: 'triage',
  port: 3002,
  env: triageConfig,
  modules: () => [TriageModule],
  consumes: () => ({ transportId: TRIAGE, queues: ['triage'] }),
});
