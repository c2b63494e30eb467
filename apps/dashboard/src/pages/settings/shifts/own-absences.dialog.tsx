import { Button, Stack, Text } from '@mantine/core';
import { IconBeach, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Dialog } from '../../../parts/dialog';
import { Empty, Loaded } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { ItemTable } from '../parts/item-table';
import { words as partsWords } from '../parts/words';
import { AbsenceTime } from './absence-time';
import { AbsenceDialog } from './absence.dialog';
import { useAbsences, type Absence } from './shift-data';
import { words } from './words';

/** When one is not there oneself; leads see the same below shifts. */
export function OwnAbsencesDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(words);
  const common = useWords(partsWords);
  const formats = useFormats();
  const me = useMe();
  const absences = useAbsences();
  const [open, setOpen] = useState<Absence | 'new' | null>(null);
  const [removing, remove] = useState<Absence | null>(null);
  const whenOf = ({ from, to }: Absence) => ({ from: formats.instant(from), to: formats.instant(to) });
  return (
    <Dialog
      onClose={onClose}
      // Of two dialogs Escape closes the one on top.
      closeOnEscape={open === null && removing === null}
      title={say('ownAbsences')}
      size="lg"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {say('ownAbsencesHelp')}
        </Text>
        <Loaded query={absences}>
          {({ items }) => {
            const own = items.filter(({ agentId }) => agentId === me.id);
            return own.length === 0 ? (
              <Empty icon={<IconBeach size={32} />} title={say('noOwnAbsences')} />
            ) : (
              <ItemTable<Absence>
                label={say('ownAbsences')}
                items={own}
                keyOf={({ id }) => id}
                nameOf={(absence) => say('span', whenOf(absence))}
                onEdit={setOpen}
                onRemove={remove}
                columns={[
                  { head: say('days'), cell: (absence) => <AbsenceTime absence={absence} /> },
                  { head: say('reason'), cell: ({ reason }) => reason ?? '–' },
                ]}
              />
            );
          }}
        </Loaded>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setOpen('new')}
        >
          {say('newAbsence')}
        </Button>
      </Stack>
      {open !== null && (
        <AbsenceDialog absence={open === 'new' ? null : open} agentId={me.id} isOwn onClose={() => setOpen(null)} />
      )}
      {removing && (
        <ConfirmDialog
          title={say('sureOwnAbsence')}
          action={say('takeBack')}
          done={say('absenceGone')}
          onClose={() => remove(null)}
          onConfirm={() => api.DELETE('/api/v1/desk/me/absences/{id}', { params: { path: { id: removing.id } } })}
        >
          {say('sureOwnAbsenceHelp', whenOf(removing))}
        </ConfirmDialog>
      )}
    </Dialog>
  );
}
