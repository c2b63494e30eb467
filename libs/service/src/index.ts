export { apiDocumentFile, describeServices } from './api-document.js';
export { assertPortFree } from './claim-port.js';
export {
  CannotStart,
  environment,
  httpEnv,
  metricsPlace,
  readEnv,
  redisUrl,
  whole,
  type HttpEnv,
} from './environment.js';
export { Lifetime, runProcess } from './lifetime.js';
export { localDatabase, localDatabaseEnv, migratedDatabase, type LocalDatabaseEnv } from './local-database.js';
export { nodeArguments } from './node-flags.js';
export { Pruning } from './pruning.js';
export { readably } from './reach-database.js';
export { ready, runService } from './run-service.js';
export { service, type ReadyService, type Service } from './service.js';
export { startServices } from './start-services.js';
export { WorkLoop, type WorkLoopOptions } from './work-loop.js';
