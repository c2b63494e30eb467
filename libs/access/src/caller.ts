import type { Actor } from '#domain';

export const scopes = [
  'tickets:read',
  'tickets:write',
  'tickets:route',
  'customers:read',
  'customers:write',
  'mail:write',
  'alerts:write',
] as const;
/** What an API key may do. Agents and customers have the scopes that `scopesOf` gives them. */
export type Scope = (typeof scopes)[number];

export const roles = ['agent', 'lead', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A place where an agent works: a tier, and a sector of it, or all of them when null. */
export interface Desk {
  readonly teamId: string;
  readonly tier: number;
  readonly sector: string | null;
  /** A partner's: only what overflowed to its team is seen from there. */
  readonly partner?: boolean;
}

export interface AgentCaller {
  readonly kind: 'agent';
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly desks: readonly Desk[];
}

export interface ApiKeyCaller {
  readonly kind: 'api-key';
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The only organisation whose tickets and contacts it sees; null for a key of our own. */
  readonly organisationId: string | null;
}

export interface CustomerCaller {
  readonly kind: 'customer';
  /** The contact's id. */
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
  readonly organisationId: string | null;
  readonly mayReadOrganisation: boolean;
}

/** Who is calling. */
export type Caller = AgentCaller | ApiKeyCaller | CustomerCaller;

const ofAgents: readonly Scope[] = ['tickets:read', 'tickets:write', 'customers:read'];
const ofCustomers: readonly Scope[] = ['tickets:read', 'tickets:write'];

/** What this caller may do, before looking at any one ticket. */
export function scopesOf(caller: Caller): readonly Scope[] {
  switch (caller.kind) {
    case 'agent':
      return caller.role === 'agent' ? ofAgents : scopes;
    case 'api-key':
      return caller.scopes;
    case 'customer':
      return ofCustomers;
  }
}

export const steers = (caller: Caller): boolean => caller.kind === 'agent' && caller.role !== 'agent';

/** Another company's people: they work at desks of partners only. */
export const isOfPartner = (caller: Caller): boolean =>
  caller.kind === 'agent' &&
  caller.role === 'agent' &&
  caller.desks.length > 0 &&
  caller.desks.every(({ partner }) => partner);

/** The caller as the one who does something, for events and posts. */
export const actorOf = (caller: Caller): Actor => ({
  kind: caller.kind,
  id: caller.id,
  ...(caller.name !== null && { name: caller.name }),
});

/** One name for one caller over time, for idempotency keys and `created_by`. */
export const callerKey = (caller: Caller): string => `${caller.kind}:${caller.id}`;
