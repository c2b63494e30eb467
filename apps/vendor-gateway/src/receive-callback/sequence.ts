export const caseStates = [
  'sending',
  'sent',
  'acknowledged',
  'needs-info',
  'progress',
  'resolved',
  'rejected',
  'undeliverable',
] as const;
export type CaseState = (typeof caseStates)[number];

/** What to do with a callback whose message id is new. */
export type Verdict = 'apply' | 'old' | 'closed';

/**
 * Messages may overtake each other: only one with a higher sequence than all before it counts, an older one is kept and
 * changes nothing. After `resolved` or `rejected` the vendor has had its last word; `undeliverable` was ours, and a vendor
 * who speaks on such a case has evidently got it.
 */
export function judge(
  vendorCase: { readonly state: CaseState; readonly lastSequence: number },
  callback: { readonly sequence: number },
): Verdict {
  if (callback.sequence <= vendorCase.lastSequence) return 'old';
  return isOver(vendorCase.state) ? 'closed' : 'apply';
}

/** Whether the vendor has had its last word. */
export const isOver = (state: CaseState): boolean => state === 'resolved' || state === 'rejected';
