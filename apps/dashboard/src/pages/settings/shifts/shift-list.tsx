import { Button, Text } from '@mantine/core';
import { IconCalendarTime, IconPlus } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useLanguage, useWords } from '../../../words/words';
import { hoursSaid } from '../calendars/hours-said';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { ItemTable } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { useShifts, type Shift } from './shift-data';
import { ShiftDialog } from './shift.dialog';
import { words } from './words';

interface ShiftListProps {
  /** `teams:<id>` or `agents:<id>`; null: everybody. A new one is for them. */
  readonly whose: string | null;
  readonly isShown: (agentId: string) => boolean;
}

/** The weekly hours there are, a line each. */
export function ShiftList({ whose, isShown }: ShiftListProps) {
  const say = useWords(words);
  const language = useLanguage();
  const shifts = useShifts();
  const [open, setOpen] = useState<Shift | 'new' | null>(null);
  const [removing, remove] = useState<Shift | null>(null);
  const isOf = ({ of, id }: Shift): boolean =>
    whose === null || whose === `${of}:${id}` || (of === 'agents' && isShown(id));
  return (
    <section>
      <SectionHead title={say('shifts')} help={say('shiftsHelp')} isPart>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {say('newShift')}
        </Button>
      </SectionHead>
      <Loaded query={shifts}>
        {({ items }) =>
          items.filter(isOf).length === 0 ? (
            <Empty icon={<IconCalendarTime size={32} />} title={say('noShifts')}>
              {items.length === 0 && say('noShiftsHelp')}
            </Empty>
          ) : (
            <ItemTable<Shift>
              label={say('shifts')}
              items={items.filter(isOf)}
              keyOf={({ of, id }) => `${of}:${id}`}
              nameOf={({ name }) => name}
              onEdit={setOpen}
              onRemove={remove}
              columns={[
                {
                  head: say('whose'),
                  width: '30%',
                  cell: ({ of, name }) => (
                    <>
                      {name}
                      <Text size="xs" c="dimmed" fw={400}>
                        {say(of === 'teams' ? 'team' : 'agent')}
                      </Text>
                    </>
                  ),
                },
                {
                  head: say('hours'),
                  cell: ({ always, timezone, hours }) =>
                    always ? (
                      say('roundTheClock')
                    ) : (
                      <div className="figures">
                        {hoursSaid({ timezone, hours }, language).map((line) => (
                          <div key={line}>
                            <Whole line={line} />
                          </div>
                        ))}
                      </div>
                    ),
                },
                { head: say('timezone'), cell: ({ timezone }) => timezone },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && (
        <ShiftDialog shift={open === 'new' ? null : open} whose={whose} onClose={() => setOpen(null)} />
      )}
      {removing && (
        <ConfirmDialog
          title={say('sureShift', { name: removing.name })}
          action={say('removeShift')}
          done={say('shiftGone')}
          onClose={() => remove(null)}
          onConfirm={() =>
            api.DELETE('/api/v1/desk/shifts/{of}/{id}', { params: { path: { of: removing.of, id: removing.id } } })
          }
        >
          {say(removing.of === 'teams' ? 'sureTeam' : 'sureAgent')}
        </ConfirmDialog>
      )}
    </section>
  );
}

/* From an hour to an hour stays on one line. */
const Whole = ({ line }: { readonly line: string }) =>
  line.split(', ').map((part, index) => (
    <Fragment key={part}>
      {index > 0 && ', '}
      <span style={{ whiteSpace: 'nowrap' }}>{part}</span>
    </Fragment>
  ));
