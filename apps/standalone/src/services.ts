import type { Service } from '#service';
import { intake } from '../../intake/src/service.js';
import { notifier } from '../../notifier/src/service.js';
import { slaMonitor } from '../../sla-monitor/src/service.js';
import { tierWorker } from '../../tier-worker/src/service.js';
import { triage } from '../../triage/src/service.js';
import { vendorGateway } from '../../vendor-gateway/src/service.js';

/** Every app, in the order in which the API's description has them. */
export const services: readonly Service[] = [intake, tierWorker, slaMonitor, triage, vendorGateway, notifier];
