import { $api } from '../../../api/client';
import type { operations } from '../../../api/schema';
import { filterKeys, type TicketFilters, type TicketSearch } from '../../../shell/addresses';
import { useWords } from '../../../words/words';
import { words } from './words';

export type View = operations['ManageViews.list']['responses'][200]['content']['application/json']['items'][number];
export type ViewBody = operations['ManageViews.create']['requestBody']['content']['application/json'];

/** The views this agent has, with how much is in each. */
export const useViews = () => $api.useQuery('get', '/api/v1/desk/views', { params: { query: { counts: 'true' } } });

/** Views that everybody has are named by us, in the language of the screen. */
export function useViewName(): (view: Pick<View, 'id' | 'kind' | 'name'>) => string {
  const say = useWords(words);
  return ({ id, kind, name }) => (kind === 'default' && isOurs(id) ? say(id) : name);
}

const ours = ['my-open', 'unassigned', 'at-risk', 'breached', 'waiting-for-customer', 'recently-solved'] as const;
const isOurs = (id: string): id is (typeof ours)[number] => ours.some((each) => each === id);

/** The address of a view. */
export const searchOf = ({ id, filters, sort }: View): TicketSearch => ({
  ...(filters as TicketFilters),
  ...(sort !== 'number' && { sort }),
  view: id,
});

/** Whether somebody changed filters or order since he chose the view. */
export function isChanged(view: View, search: TicketSearch): boolean {
  const filters = view.filters as TicketFilters;
  return (
    filterKeys.some((key) => (filters[key] ?? '') !== (search[key] ?? '')) || (search.sort ?? 'number') !== view.sort
  );
}
