/** A mail that nothing more can be learnt from by trying again: file it as a stub, with its raw source. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail';

  /** In words for people: "took too long", "needs too much memory", "cannot be read: ...". */
  constructor(readonly reason: string) {
    super(`The mail ${reason}`);
  }
}
