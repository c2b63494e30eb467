import { transport } from '#messaging';

export const { OnMessage, id: SLA_MONITOR } = transport('sla-monitor');
