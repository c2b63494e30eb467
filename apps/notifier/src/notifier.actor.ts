import type { Actor } from '#domain';

/** Who speaks on the timeline when a mail does not arrive. */
export const notifierActor: Actor = { kind: 'system', id: 'notifier' };
