import { Button, Text } from '@mantine/core';
import { IconCalendarTime, IconEye, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useLanguage, useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { Act, ItemTable } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import { useCalendars, useCountryName, useUsedBy } from './calendar-data';
import { CalendarEditor } from './calendar-editor';
import { CalendarLook } from './calendar-look';
import type { Calendar } from './calendar-spec';
import { hoursSaid } from './hours-said';
import { ImportDialog } from './import.dialog';
import { words } from './words';

/** When time counts. Admins change it, leads look. */
export function CalendarsSection() {
  const say = useWords(words);
  const name = useWords(sectionWords);
  const language = useLanguage();
  const { isAdmin } = useMe();
  const calendars = useCalendars();
  const usedBy = useUsedBy();
  const country = useCountryName();
  const [edited, edit] = useState<Calendar | 'new' | null>(null);
  const [lookedAt, lookAt] = useState<Calendar | null>(null);
  const [importing, importTo] = useState<Calendar | null>(null);
  const [removing, remove] = useState<Calendar | null>(null);
  const usesOf = (code: string): readonly string[] => {
    const { policies, overflow } = usedBy(code);
    return [
      ...(policies.length > 0 ? [say('policies', { count: policies.length })] : []),
      ...(overflow.length > 0 ? [say('overflow', { count: overflow.length })] : []),
    ];
  };
  const holidaysOf = ({ calendar: { holidaysOf = [], holidays = [], overrides = {} } }: Calendar): string => {
    const days = holidays.length + Object.keys(overrides).length;
    const countries = holidaysOf.map(({ country: code, region }) => country(code) + (region ? ` (${region})` : ''));
    return [...countries, ...(days > 0 ? [say('ownDays', { count: days })] : [])].join(', ') || say('noHolidays');
  };
  return (
    <section>
      <SectionHead title={name('calendars')} help={say('help')} isReadOnly={!isAdmin}>
        {isAdmin && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
            {say('new')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={calendars}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconCalendarTime size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <ItemTable<Calendar>
              label={name('calendars')}
              items={items}
              keyOf={({ code }) => code}
              nameOf={(calendar) => calendar.name}
              onEdit={isAdmin ? edit : undefined}
              onRemove={isAdmin ? remove : undefined}
              actions={(calendar) => (
                <>
                  <Act label={say('look', { name: calendar.name })} onClick={() => lookAt(calendar)}>
                    <IconEye size={16} />
                  </Act>
                  {isAdmin && !calendar.calendar.always && (
                    <Act label={say('importOf', { name: calendar.name })} onClick={() => importTo(calendar)}>
                      <IconFileImport size={16} />
                    </Act>
                  )}
                </>
              )}
              columns={[
                {
                  head: say('name'),
                  width: '24%',
                  cell: (calendar) => (
                    <div style={{ overflowWrap: 'anywhere' }}>
                      {calendar.name}
                      <Text size="xs" c="dimmed" fw={400}>
                        {calendar.code}
                      </Text>
                    </div>
                  ),
                },
                {
                  head: say('hours'),
                  cell: ({ calendar: spec }) => (
                    <div className="figures">
                      {(spec.always ? [say('roundTheClock')] : hoursSaid(spec, language)).map((line) => (
                        <div key={line}>{line}</div>
                      ))}
                      <Text size="xs" c="dimmed">
                        {spec.timezone}
                      </Text>
                    </div>
                  ),
                },
                { head: say('holidays'), cell: holidaysOf },
                {
                  head: say('usedBy'),
                  cell: ({ code }) => {
                    const uses = usesOf(code);
                    return (
                      <div style={{ whiteSpace: 'nowrap' }}>
                        {uses.length === 0 ? say('unused') : uses.map((use) => <div key={use}>{use}</div>)}
                      </div>
                    );
                  },
                },
              ]}
            />
          )
        }
      </Loaded>
      {edited !== null && (
        <CalendarEditor
          key={edited === 'new' ? 'new' : edited.code}
          calendar={edited === 'new' ? null : edited}
          onClose={() => edit(null)}
        />
      )}
      {lookedAt && <CalendarLook calendar={lookedAt} onClose={() => lookAt(null)} />}
      {importing && <ImportDialog calendar={importing} onClose={() => importTo(null)} />}
      {removing && (
        <ConfirmDialog
          title={say('remove', { name: removing.name })}
          action={say('removeDo')}
          done={say('removed')}
          onClose={() => remove(null)}
          onConfirm={() => api.DELETE('/api/v1/sla/calendars/{code}', { params: { path: { code: removing.code } } })}
        >
          {usesOf(removing.code).length > 0
            ? say('inUse', { what: usesOf(removing.code).join(', ') })
            : say('removeHelp')}
        </ConfirmDialog>
      )}
    </section>
  );
}
