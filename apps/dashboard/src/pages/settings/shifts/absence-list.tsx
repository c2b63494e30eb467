import { Badge, Button, Group } from '@mantine/core';
import { IconBeach, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Instant } from '../../../parts/instant';
import { Person } from '../../../parts/person';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useLanguage, useWords } from '../../../words/words';
import { dateSaid } from '../calendars/hours-said';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { ItemTable } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { toForm } from './absence-form';
import { AbsenceDialog } from './absence.dialog';
import { useAbsences, useZoneOf, type Absence } from './shift-data';
import { words } from './words';

interface AbsenceListProps {
  readonly whose: string | null;
  readonly isShown: (agentId: string) => boolean;
}

/** Who is away, or is going to be; soonest first. */
export function AbsenceList({ whose, isShown }: AbsenceListProps) {
  const say = useWords(words);
  const formats = useFormats();
  const absences = useAbsences();
  const [open, setOpen] = useState<Absence | 'new' | null>(null);
  const [removing, remove] = useState<Absence | null>(null);
  const [of, id] = whose?.split(':') ?? [];
  return (
    <section>
      <SectionHead title={say('absences')} help={say('absencesHelp')} isPart>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {say('newAbsence')}
        </Button>
      </SectionHead>
      <Loaded query={absences}>
        {({ items }) => {
          const shown = items.filter(({ agentId }) => isShown(agentId));
          return shown.length === 0 ? (
            <Empty icon={<IconBeach size={32} />} title={say('noAbsences')} />
          ) : (
            <ItemTable<Absence>
              label={say('absences')}
              items={shown}
              keyOf={(absence) => absence.id}
              nameOf={({ name }) => name}
              onEdit={setOpen}
              onRemove={remove}
              columns={[
                { head: say('agent'), width: '30%', cell: ({ name }) => <Person name={name} /> },
                { head: say('days'), cell: (absence) => <When absence={absence} /> },
                { head: say('reason'), cell: ({ reason }) => reason ?? '–' },
              ]}
            />
          );
        }}
      </Loaded>
      {open !== null && (
        <AbsenceDialog
          absence={open === 'new' ? null : open}
          agentId={of === 'agents' && id !== undefined ? id : null}
          onClose={() => setOpen(null)}
        />
      )}
      {removing && (
        <ConfirmDialog
          title={say('sureAbsence', { name: removing.name })}
          action={say('removeShift')}
          done={say('absenceGone')}
          onClose={() => remove(null)}
          onConfirm={() => api.DELETE('/api/v1/desk/absences/{id}', { params: { path: { id: removing.id } } })}
        >
          {say('sureAbsenceHelp', { from: formats.instant(removing.from), to: formats.instant(removing.to) })}
        </ConfirmDialog>
      )}
    </section>
  );
}

/** Whole days as days, by the clocks of where they work; other times as they are here. */
function When({ absence }: { readonly absence: Absence }) {
  const say = useWords(words);
  const language = useLanguage();
  const zoneOf = useZoneOf();
  const { wholeDays, fromDay, toDay } = toForm(absence, null, zoneOf(absence.agentId), new Date());
  const isNow = Date.parse(absence.from) <= Date.now();
  return (
    <Group gap={8}>
      {wholeDays ? (
        [...new Set([fromDay, toDay])].map((day) => dateSaid(day, language)).join(' – ')
      ) : (
        <span>
          <Instant at={absence.from} /> – <Instant at={absence.to} />
        </span>
      )}
      {isNow && (
        <Badge size="sm" variant="light" color="orange" tt="none">
          {say('awayNow')}
        </Badge>
      )}
    </Group>
  );
}
