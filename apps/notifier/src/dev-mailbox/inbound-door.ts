/** Where mail comes in. Whoever puts the apps together knows the way; apps do not know each other. */
export abstract class InboundDoor {
  /** Resolves when the mail is stored; `source` is a whole message (RFC 5322). */
  abstract put(
    source: Buffer,
    envelope: { readonly sender: string; readonly recipients: readonly string[] },
  ): Promise<void>;
}
