/**
 * What people are told of by mail.
 *   received   we have their request        waiting    it waits for a vendor or for work outside the conversation
 *   reply      what an agent wrote          solved     it is solved, and how
 *   question   an agent needs their answer  closed     it is over
 *   moved      another team has it          reopened   it is not solved after all
 */
export const notificationKinds = [
  'received',
  'reply',
  'question',
  'moved',
  'waiting',
  'solved',
  'closed',
  'reopened',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** Texts there are: `received-plain` is for those whose address nobody has verified, and repeats nothing they wrote. */
export const templateKinds = [...notificationKinds, 'received-plain'] as const;
export type TemplateKind = (typeof templateKinds)[number];

/** `test`: an admin looks whether mail arrives. */
export type MailKind = NotificationKind | 'test';
