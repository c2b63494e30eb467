import { $api } from '../../../api/client';
import { useLanguage } from '../../../words/words';
import type { Calendar, Calendars } from './calendar-spec';

export const calendarsKey = ['get', '/api/v1/sla/calendars'] as const;
/** What a calendar holds is what was saved: the answer has the shape of the request. */
const asCalendars = ({ items }: Calendars): readonly Calendar[] => items as unknown as readonly Calendar[];
export const useCalendars = () => $api.useQuery('get', '/api/v1/sla/calendars', {}, { select: asCalendars });

/** What goes by which calendar. */
export function useUsedBy() {
  const policies = $api.useQuery('get', '/api/v1/sla/policies', {});
  const overflow = $api.useQuery('get', '/api/v1/desk/overflow-rules', {});
  return (code: string) => ({
    policies: policies.data?.items.filter(({ calendar }) => calendar === code) ?? [],
    overflow: overflow.data?.items.filter(({ calendar }) => calendar === code) ?? [],
  });
}

/** `Germany`, in the language of the screen; the code where it has no name. */
export function useCountryName(): (code: string) => string {
  const names = new Intl.DisplayNames(useLanguage(), { type: 'region', fallback: 'code' });
  return (code) => {
    try {
      return names.of(code) ?? code;
    } catch {
      return code;
    }
  };
}
