import { transport } from '#messaging';

export const { OnMessage, id: TIER_WORKER } = transport('tier-worker');
