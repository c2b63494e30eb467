import { useWords } from '../words/words';
import { useMe } from './session';
import { words } from './words';

export interface PageOfDesk {
  readonly to: string;
  readonly label: string;
}

/** The pages this agent may open, beside the queues; in the order of the menu. */
export function usePages(): readonly PageOfDesk[] {
  const say = useWords(words);
  const me = useMe();
  return [
    { to: '/tickets', label: say('tickets') },
    { to: '/runbooks', label: say('runbooks') },
    { to: '/vendor-cases', label: say('vendorCases') },
    ...(me.isLead
      ? [
          { to: '/board', label: say('board') },
          { to: '/mail-review', label: say('mailReview') },
        ]
      : []),
    { to: '/settings', label: say('settings') },
    ...(me.isAdmin ? [{ to: '/system', label: say('system') }] : []),
  ];
}
