import { service } from '#service';
import { TierWorkerModule } from './tier-worker.module.js';
import { queuesOf, tierWorkerConfig } from './tier-worker.config.js';
import { TIER_WORKER } from './tier-worker.transport.js';

/** This app, as composition roots see it. */
export const tierWorker = service({
  name: 'tier-worker',
  port: 3003,
  env: tierWorkerConfig,
  modules: (env) => [TierWorkerModule.forRoot(env)],
  servesPages: true,
  consumes: (env) => ({ transportId: TIER_WORKER, queues: queuesOf(env) }),
});
