import type { Actor } from '#domain';

/** Who speaks on the timeline when no vendor does. */
export const gateway: Actor = { kind: 'system', id: 'vendor-gateway' };
