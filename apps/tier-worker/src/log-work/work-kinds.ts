/** How the time was spent; the CHECK of `work_log.kind` has the same words. */
export const workKinds = ['call', 'remote', 'on-site', 'research', 'other'] as const;
export type WorkKind = (typeof workKinds)[number];
