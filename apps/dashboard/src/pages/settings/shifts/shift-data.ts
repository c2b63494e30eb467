import { keepPreviousData } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { useTeams } from '../parts/lists';

export const useShifts = () => $api.useQuery('get', '/api/v1/desk/shifts');
export type Shift = NonNullable<ReturnType<typeof useShifts>['data']>['items'][number];

export const useAbsences = () => $api.useQuery('get', '/api/v1/desk/absences');
export type Absence = NonNullable<ReturnType<typeof useAbsences>['data']>['items'][number];

/** When everybody works between two instants, as dispatch sees it. */
export const useWorkingHours = (from: number, to: number) =>
  $api.useQuery(
    'get',
    '/api/v1/desk/working-hours',
    { params: { query: { from: new Date(from).toISOString(), to: new Date(to).toISOString() } } },
    { placeholderData: keepPreviousData },
  );
export type Hours = NonNullable<ReturnType<typeof useWorkingHours>['data']>['items'][number];

export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** In which zone an agent works: that of their shift, else of a team's, else the one here. */
export function useZoneOf(): (agentId: string) => string {
  const shifts = useShifts().data?.items ?? [];
  const teams = useTeams().data ?? [];
  return (agentId) =>
    (
      shifts.find(({ of, id }) => of === 'agents' && id === agentId) ??
      shifts.find(
        ({ of, id }) => of === 'teams' && teams.some((team) => team.id === id && team.members.includes(agentId)),
      )
    )?.timezone ?? ownZone;
}
