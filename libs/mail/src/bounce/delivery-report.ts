/**
 * Why a mail did not arrive. The words are those many tools for bounces share, so that figures compare:
 * `filtered` is "no such user" said only after the whole mail was taken (a filter's answer, often untrue);
 * `rejected` and `authfailure` are about the sender; `onhold` is a failure whose text says nothing known; `undefined` has no text at all.
 */
export type BounceReason =
  | 'authfailure'
  | 'badreputation'
  | 'blocked'
  | 'contenterror'
  | 'delivered'
  | 'exceedlimit'
  | 'expired'
  | 'failedstarttls'
  | 'feedback'
  | 'filtered'
  | 'hasmoved'
  | 'hostunknown'
  | 'mailboxfull'
  | 'mailererror'
  | 'mesgtoobig'
  | 'networkerror'
  | 'norelaying'
  | 'notaccept'
  | 'notcompliantrfc'
  | 'onhold'
  | 'policyviolation'
  | 'rejected'
  | 'requireptr'
  | 'securityerror'
  | 'spamdetected'
  | 'speeding'
  | 'suppressed'
  | 'suspend'
  | 'syntaxerror'
  | 'systemerror'
  | 'systemfull'
  | 'toomanyconn'
  | 'undefined'
  | 'userunknown'
  | 'vacation'
  | 'virusdetected';

/** What became of the mail. `complaint`: the reader called it spam; `vacation`: it arrived, and a machine answered. */
export type DeliveryAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | 'complaint' | 'vacation';

/** What one report says about one recipient. Reports are easily forged: believe one only about a mail of ours. */
export interface DeliveryReport {
  /** The address as the report writes it; null when it names none. */
  readonly recipient: string | null;
  readonly action: DeliveryAction;
  /** Enhanced status code such as 5.1.1; x.0.0 when only the class is known; '' for complaints and vacations. */
  readonly status: string;
  /** SMTP reply code such as 550; '' when the report gives none. */
  readonly replyCode: string;
  readonly reason: BounceReason;
  /** The address itself is bad: writing to it again is of no use. */
  readonly hard: boolean;
  /** The words of the server that refused, at most 1,000 characters; null when there are none. */
  readonly diagnostic: string | null;
  /** Message-ID of the mail the report is about, with angle brackets. */
  readonly originalMessageId: string | null;
  /** Of complaints: abuse, fraud, opt-out, auth-failure, ... */
  readonly feedbackType: string | null;
}

/** Reasons that are about the address and do not pass. */
const ABOUT_THE_ADDRESS: ReadonlySet<BounceReason> = new Set(['userunknown', 'hostunknown', 'hasmoved']);

/** Whether the address is bad for good. A host that takes no mail counts unless its own code says that this is temporary. */
export function isHard(reason: BounceReason, status: string): boolean {
  return ABOUT_THE_ADDRESS.has(reason) || (reason === 'notaccept' && !status.startsWith('4'));
}
