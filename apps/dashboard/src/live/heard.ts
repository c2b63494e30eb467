/* What the server says while somebody looks; docs/live.md has every field. */
export interface TicketChange {
  readonly ticketId: string;
  readonly number?: string;
  readonly version?: number;
  readonly type?: string;
}
export interface PresenceChange {
  readonly ticketId: string;
}
export interface SignalSaid {
  readonly kind: string;
  /** What it is about; none: no ticket. */
  readonly ticketIds: readonly string[];
  readonly data?: Readonly<Record<string, unknown>> | null;
}
export type Heard =
  | { readonly event: 'ready'; readonly data: { readonly resumed: boolean } }
  | { readonly event: 'ticket'; readonly data: TicketChange }
  | { readonly event: 'left'; readonly data: TicketChange }
  | { readonly event: 'presence'; readonly data: PresenceChange }
  | { readonly event: 'signal'; readonly data: SignalSaid }
  | { readonly event: 'resync'; readonly data: unknown };
