import type { Language } from '#domain';
import { editPhrases } from './edit-phrases.js';
import type { Named } from './named-in.js';
import type { PolicyDraft } from './policy.body.js';
import { samePromise } from './policy.view.js';
import { tellAdded, tellChanged, tellRemoved } from './tell-edit.js';

/** A version of a policy, and what it names is called. */
export interface ToldVersion extends PolicyDraft {
  readonly policyId: string;
  readonly names: Pick<Named, 'organisation' | 'team' | 'vendor'>;
}

/** What a change did, told from the versions that it ended and began; null when it did nothing to policies. */
export function tellChange(
  ended: readonly ToldVersion[],
  begun: readonly ToldVersion[],
  language: Language,
): string | null {
  const [was, is] = [ended[0], begun[0]];
  if (!was) return is ? tellAdded(is, is.names, language) : null;
  if (!is) return tellRemoved(was, was.names, language);
  // Who promises the same as before goes by other hours.
  if (is.calendar !== null && samePromise(was, is))
    return editPhrases[language].hoursChanged(is.calendar, begun.length);
  return tellChanged(was, is, is.names, was.names, language);
}
