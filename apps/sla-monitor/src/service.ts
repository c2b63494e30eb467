import { service } from '#service';
import { SlaMonitorModule } from './sla-monitor.module.js';
import { slaMonitorConfig } from './sla-monitor.config.js';
import { SLA_MONITOR } from './sla-monitor.transport.js';

/** This app, as composition roots see it. */
export const slaMonitor = service({
  name: 'sla-monitor',
  port: 3004,
  env: slaMonitorConfig,
  modules: () => [SlaMonitorModule],
  consumes: () => ({ transportId: SLA_MONITOR, queues: ['sla'] }),
});
