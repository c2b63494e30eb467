import { Select, SimpleGrid, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { WillChange } from '../parts/will-change';
import { pathOf, spanOf, toBody, toForm, type AbsenceBody, type AbsenceForm } from './absence-form';
import { ownZone, useAbsences, useZoneOf, type Absence } from './shift-data';
import { useReturnAfterShift } from './shift-effects';
import { useWhose } from './whose';
import { words } from './words';

interface AbsenceDialogProps {
  /** Null: a new one. */
  readonly absence: Absence | null;
  /** For whom a new one is. */
  readonly agentId: string | null;
  /** One's own, for which one needs to be no lead. */
  readonly isOwn?: boolean;
  readonly onClose: () => void;
}

/** When somebody is not there, by the clocks of where they work. */
export function AbsenceDialog({ absence, agentId, isOwn = false, onClose }: AbsenceDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  const zoneOf = useZoneOf();
  const [, agents] = useWhose();
  const [now] = useState(() => new Date());
  const zoneIn = (form: AbsenceForm): string => (form.agentId === null ? ownZone : zoneOf(form.agentId));
  const start = absence?.agentId ?? agentId;
  const isThere = (at: string | null): string | null => (at === null ? say('noTime') : null);
  return (
    <FormDialog<AbsenceForm>
      name={`${isOwn ? 'own-absence' : 'absence'}:${absence?.id ?? 'new'}`}
      title={
        absence ? (isOwn ? say('changeOwnAbsence') : say('changeAbsence', { name: absence.name })) : say('newAbsence')
      }
      onClose={onClose}
      initial={toForm(absence, start, start === null ? ownZone : zoneOf(start), now)}
      rules={{
        agentId: (chosen) => needed(chosen ?? ''),
        fromDay: (_, form) => isThere(spanOf(form, zoneIn(form)).from),
        toDay: (_, form) => {
          const { from, to } = spanOf(form, zoneIn(form));
          return isThere(to) ?? (from !== null && to! <= from ? say('backwards') : null);
        },
      }}
      pathOf={pathOf}
      onSave={async (form) => {
        const body = toBody(form, zoneIn(form));
        await (isOwn ? saveOwn(absence, body) : saveOf(form.agentId ?? '', absence, body));
      }}
    >
      {(form) => {
        const zone = zoneIn(form.values);
        const { wholeDays } = form.values;
        return (
          <>
            {absence === null && !isOwn && (
              <Select
                label={say('agent')}
                required
                searchable
                allowDeselect={false}
                data={(agents?.items ?? []).map(({ value, label }) => ({ value: value.split(':')[1]!, label }))}
                {...form.getInputProps('agentId')}
              />
            )}
            <Switch label={say('wholeDays')} {...form.getInputProps('wholeDays', { type: 'checkbox' })} />
            <SimpleGrid cols={2} spacing="sm">
              <TextInput type="date" label={say('fromDay')} required {...form.getInputProps('fromDay')} />
              {!wholeDays && (
                <TextInput type="time" label={say('fromTime')} required {...form.getInputProps('fromTime')} />
              )}
              <TextInput
                type="date"
                label={say(wholeDays ? 'toDay' : 'toEnd')}
                required
                min={form.values.fromDay}
                {...form.getInputProps('toDay')}
              />
              {!wholeDays && <TextInput type="time" label={say('toTime')} required {...form.getInputProps('toTime')} />}
            </SimpleGrid>
            {zone !== ownZone && (
              <Text size="xs" c="dimmed">
                {say('inZone', { zone })}
              </Text>
            )}
            <TextInput
              label={say('reason')}
              description={say('reasonHelp')}
              maxLength={200}
              {...form.getInputProps('reason')}
            />
            <AbsenceEffects absence={absence} form={form.values} zone={zone} isOwn={isOwn} />
          </>
        );
      }}
    </FormDialog>
  );
}

const saveOf = (agentId: string, absence: Absence | null, body: AbsenceBody): Promise<unknown> =>
  absence
    ? api.PUT('/api/v1/desk/absences/{id}', { params: { path: { id: absence.id } }, body })
    : api.POST('/api/v1/desk/absences', { body: { ...body, agentId } });

const saveOwn = (absence: Absence | null, body: AbsenceBody): Promise<unknown> =>
  absence
    ? api.PUT('/api/v1/desk/me/absences/{id}', { params: { path: { id: absence.id } }, body })
    : api.POST('/api/v1/desk/me/absences', { body });

interface AbsenceEffectsProps {
  readonly isOwn: boolean;
  readonly absence: Absence | null;
  readonly form: AbsenceForm;
  readonly zone: string;
}

function AbsenceEffects({ absence, form, zone, isOwn }: AbsenceEffectsProps) {
  const say = useWords(words);
  const formats = useFormats();
  const agents = $api.useQuery('get', '/api/v1/desk/agents').data?.items ?? [];
  const absences = useAbsences().data?.items ?? [];
  const returnAfter = useReturnAfterShift();
  const agent = agents.find(({ id }) => id === form.agentId);
  const { from, to } = spanOf(form, zone);
  if (!agent || from === null || to === null || to <= from) return null;
  const after = returnAfter(agent.teams.map(({ tier }) => tier));
  const other = absences.find(
    (each) => each.id !== absence?.id && each.agentId === agent.id && each.from < to && each.to > from,
  );
  const told = (at: string): string => formats.instant(at);
  return (
    <WillChange
      isHard={other !== undefined}
      what={[
        say(isOwn ? 'ownMeans' : zone === ownZone ? 'absenceMeans' : 'absenceMeansHere', {
          name: agent.name,
          from: told(from),
          to: told(to),
        }),
        agent.held > 0 &&
          (after === null
            ? say('holds', { count: agent.held })
            : say('holdsBack', { count: agent.held, time: formats.duration(after) })),
        other !== undefined && say('overlaps', { from: told(other.from), to: told(other.to) }),
      ]}
    />
  );
}
