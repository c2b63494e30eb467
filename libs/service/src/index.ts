export { assertPortFree } from './claim-port.js';
export { CannotStart, databaseUrl, environment, httpEnv, readEnv, whole, type HttpEnv } from './environment.js';
export { runProcess, type Lifetime } from './lifetime.js';
export { reachDatabase } from './reach-database.js';
export { ready, runService } from './run-service.js';
export { service, type ReadyService, type Service } from './service.js';
export { startServices } from './start-services.js';
