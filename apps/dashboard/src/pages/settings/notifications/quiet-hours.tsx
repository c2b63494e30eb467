import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Loaded } from '../../../parts/states';
import { useLanguage, useWords } from '../../../words/words';
import type { CalendarSpec } from '../calendars/calendar-spec';
import { hoursSaid } from '../calendars/hours-said';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { Act, ItemTable } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { QuietHoursDialog, type QuietHours as Hours } from './quiet-hours.dialog';
import { words } from './words';

interface Row {
  readonly of: string;
  readonly calendar: CalendarSpec;
  readonly isSet: boolean;
}

/** The names of these organisations: there may be too many to read all. */
function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const found = useQueries({
    queries: ids.map((id) =>
      $api.queryOptions('get', '/api/v1/organisations/{id}', { params: { path: { id } } }, { staleTime: 300_000 }),
    ),
  });
  return new Map(found.flatMap(({ data }) => (data ? [[data.id, data.name] as const] : [])));
}

/** When automatic mail may arrive: for everybody, and for some organisations. */
export function QuietHours({ isAdmin }: { readonly isAdmin: boolean }) {
  const say = useWords(words);
  const language = useLanguage();
  const query = $api.useQuery('get', '/api/v1/notifications/quiet-hours', {});
  const organisations = useNames(
    query.data?.items.flatMap(({ organisationId: id }) => (id === null ? [] : [id])) ?? [],
  );
  const [opened, open] = useState<Hours | null>(null);
  const [removing, remove] = useState<Row | null>(null);
  const nameOf = ({ of }: Row): string => (of === 'default' ? say('everybody') : (organisations.get(of) ?? '…'));
  return (
    <section>
      <SectionHead isPart title={say('quiet')} help={say('quietHelp')}>
        {isAdmin && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => open({ of: null, calendar: null })}
          >
            {say('setHours')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={query}>
        {({ items }) => (
          <ItemTable<Row>
            label={say('quiet')}
            items={items.map(({ organisationId, calendar, updatedAt }) => ({
              of: organisationId ?? 'default',
              calendar: calendar as unknown as CalendarSpec,
              isSet: updatedAt !== null,
            }))}
            keyOf={({ of }) => of}
            nameOf={nameOf}
            onEdit={isAdmin ? ({ of, calendar }) => open({ of, calendar }) : undefined}
            actions={(row) =>
              isAdmin &&
              row.isSet && (
                <Act label={say('removeHours', { name: nameOf(row) })} onClick={() => remove(row)}>
                  <IconTrash size={16} />
                </Act>
              )
            }
            columns={[
              { head: say('whose'), width: '40%', cell: nameOf },
              {
                head: say('hours'),
                cell: ({ calendar }) =>
                  calendar.always ? (
                    say('always')
                  ) : (
                    <div className="figures">
                      {[...hoursSaid(calendar, language), calendar.timezone].map((line) => (
                        <div key={line}>{line}</div>
                      ))}
                    </div>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      {opened && <QuietHoursDialog hours={opened} onClose={() => open(null)} />}
      {removing && (
        <ConfirmDialog
          title={say('removeHours', { name: nameOf(removing) })}
          action={say('remove')}
          onClose={() => remove(null)}
          onConfirm={async () => {
            const params = { path: { organisation: removing.of } };
            await api.DELETE('/api/v1/notifications/quiet-hours/{organisation}', { params });
          }}
        >
          {say(removing.of === 'default' ? 'removeAll' : 'removeHoursHelp')}
        </ConfirmDialog>
      )}
    </section>
  );
}
