import { Button } from '@mantine/core';
import { IconBeach, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Person } from '../../../parts/person';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { ItemTable } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { AbsenceTime } from './absence-time';
import { AbsenceDialog } from './absence.dialog';
import { useAbsences, type Absence } from './shift-data';
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
                { head: say('days'), cell: (absence) => <AbsenceTime absence={absence} /> },
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
