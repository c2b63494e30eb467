/** A mail on a ticket, one way or the other. */
export interface ThreadedMail {
  /** With angle brackets. */
  readonly messageId: string;
  readonly inbound: boolean;
  /** Who wrote it, or whom it went to; lower case. */
  readonly address: string | null;
  readonly automatic: boolean;
}

export interface Threading {
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
}

const MOST_REFERENCES = 20;
const LONGEST_ID = 250;
/** Nothing else belongs into a header. Those of `.invalid` are names we gave to mails that had none. */
const usable = /^<[!-;=?-~]+@[!-;=?-~]+>$/;
const ours = /@(?:content|source|long)\.invalid>$/;

/**
 * What the next mail to somebody answers: his last one, else the last he got. References: everything he can have of the
 * conversation, oldest first; of a long one the first and the latest.
 */
export function threadingFor(recipient: string, mails: readonly ThreadedMail[]): Threading {
  const seen = mails.filter(
    ({ messageId, inbound, address }) =>
      (inbound || address === recipient) &&
      messageId.length <= LONGEST_ID &&
      usable.test(messageId) &&
      !ours.test(messageId),
  );
  const answered = seen.findLast(({ inbound, address, automatic }) => inbound && address === recipient && !automatic);
  const inReplyTo = (answered ?? seen.at(-1))?.messageId ?? null;
  // By RFC 5322 the last reference is what is answered.
  const chain = [...new Set(seen.map(({ messageId }) => messageId))].filter((id) => id !== inReplyTo);
  const ids = inReplyTo === null ? chain : [...chain, inReplyTo];
  const references = ids.length > MOST_REFERENCES ? [ids[0]!, ...ids.slice(1 - MOST_REFERENCES)] : ids;
  return { inReplyTo, references };
}
