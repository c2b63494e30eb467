/** How time can be spent, in the order of the choices. */
export const workKinds = ['call', 'remote', 'on-site', 'research', 'other'] as const;
export type WorkKind = (typeof workKinds)[number];
export const isWorkKind = (text: string | null): text is WorkKind => workKinds.some((kind) => kind === text);
