import { describeServices } from '#service';
import { join } from 'node:path';
import { intake } from '../../../intake/src/service.js';
import { slaMonitor } from '../../../sla-monitor/src/service.js';
import { tierWorker } from '../../../tier-worker/src/service.js';
import { triage } from '../../../triage/src/service.js';
import { vendorGateway } from '../../../vendor-gateway/src/service.js';
import { docstringsBelow } from './docstrings.js';

/** The OpenAPI document of all apps together, in the words of their endpoints' docstrings. `clone` holds the sources. */
export const wholeApi = async (clone: string): Promise<object> =>
  describeServices([intake, tierWorker, slaMonitor, triage, vendorGateway], await docstringsBelow(join(clone, 'apps')));
