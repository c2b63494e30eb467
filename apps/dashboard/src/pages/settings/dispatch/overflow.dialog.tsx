import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { $api, api } from '../../../api/client';
import { useWords } from '../../../words/words';
import { DurationInput } from '../parts/duration-input';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { allPages, useTeams } from '../parts/lists';
import { PlaceFields, usePlaceName } from '../parts/place-fields';
import { WillChange } from '../parts/will-change';
import { words } from './words';

export const useOverflows = () => $api.useQuery('get', '/api/v1/desk/overflow-rules');
export type Overflow = NonNullable<ReturnType<typeof useOverflows>['data']>['items'][number];

interface Form {
  tier: number;
  sector: string | null;
  teamId: string | null;
  afterSeconds: number | null;
  calendar: string | null;
}

/** From when on a partner's team sees what waits at a place. */
export function OverflowDialog({ rule, onClose }: { readonly rule: Overflow | null; readonly onClose: () => void }) {
  const say = useWords(words);
  const needed = useNeeded();
  const placeName = usePlaceName();
  const rules = useOverflows().data?.items ?? [];
  const partners = (useTeams().data ?? []).filter(({ partner }) => partner);
  const calendars = $api.useQuery('get', '/api/v1/sla/calendars', {}).data?.items ?? [];
  const isTaken = (tier: number, sector: string | null): boolean =>
    rules.some((each) => each.id !== rule?.id && each.tier === tier && each.sector === sector);
  return (
    <FormDialog<Form>
      name={`overflow-rule:${rule?.id ?? 'new'}`}
      title={rule ? say('overflowChange', { place: placeName(rule.tier, rule.sector) }) : say('overflowNew')}
      onClose={onClose}
      initial={{
        tier: rule?.tier ?? 1,
        sector: rule?.sector ?? null,
        teamId: rule?.teamId ?? (partners.length === 1 ? partners[0]!.id : null),
        afterSeconds: rule?.afterSeconds ?? 1_800,
        calendar: rule?.calendar ?? null,
      }}
      rules={{
        tier: (tier, { sector }) => (isTaken(tier, sector) ? say('taken') : null),
        teamId: (teamId) => needed(teamId ?? ''),
        afterSeconds: (seconds) => needed(String(seconds ?? '')),
      }}
      onSave={({ teamId, afterSeconds, ...form }) =>
        api.PUT('/api/v1/desk/overflow-rules', {
          body: { ...form, teamId: teamId ?? '', afterSeconds: afterSeconds ?? 0 },
        })
      }
    >
      {(form) => (
        <>
          <PlaceFields
            tier={form.getInputProps('tier')}
            sector={form.getInputProps('sector')}
            isFixed={rule !== null}
          />
          <Select
            label={say('partner')}
            required
            data={partners.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('teamId')}
          />
          <DurationInput label={say('after')} required {...form.getInputProps('afterSeconds')} />
          <Select
            label={say('calendar')}
            placeholder={say('always')}
            clearable
            data={calendars.map(({ code, name }) => ({ value: code, label: name }))}
            {...form.getInputProps('calendar')}
          />
          <OverflowEffects before={rule} form={form.values} />
        </>
      )}
    </FormDialog>
  );
}

function OverflowEffects({ before, form }: { readonly before: Overflow | null; readonly form: Form }) {
  const say = useWords(words);
  const placeName = usePlaceName();
  const teams = useTeams().data ?? [];
  const rules = useOverflows().data?.items ?? [];
  const { tier, sector, teamId, afterSeconds, calendar } = form;
  const waiting = useQuery({
    queryKey: ['get', '/api/v1/desk/queues/{tier}', 'all', tier, sector],
    queryFn: ({ signal }) =>
      allPages(
        async (page) =>
          (
            await api.GET('/api/v1/desk/queues/{tier}', {
              params: { path: { tier: String(tier) }, query: { ...page, ...(sector !== null && { sector }) } },
              signal,
            })
          ).data!,
      ),
  });
  const nameOf = (id: string | null): string => teams.find((team) => team.id === id)?.name ?? '…';
  if (!waiting.data || teamId === null || afterSeconds === null) return null;
  const long = Date.now() - afterSeconds * 1_000;
  const apart = rules.filter((each) => each.tier === tier).map((each) => each.sector);
  const count = waiting.data.filter(
    (ticket) =>
      ticket.queuedAt !== null &&
      Date.parse(ticket.queuedAt) <= long &&
      (sector !== null || ticket.sector === null || !apart.includes(ticket.sector)),
  ).length;
  const place = placeName(tier, sector);
  return (
    <WillChange
      what={[
        say(calendar === null ? 'overflowNow' : 'overflowLater', { count, place, team: nameOf(teamId) }),
        before !== null &&
          before.teamId !== teamId &&
          say('overflowTeam', { team: nameOf(teamId), before: nameOf(before.teamId) }),
        before !== null && before.shown > 0 && say('overflowSeen'),
        sector === null && before === null && say('ownRules'),
      ]}
    />
  );
}
