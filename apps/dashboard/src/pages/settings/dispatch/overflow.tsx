import { Badge, Button, Group, Text } from '@mantine/core';
import { IconArrowRampRight, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { ItemTable } from '../parts/item-table';
import { useTeams } from '../parts/lists';
import { usePlaceName } from '../parts/place-fields';
import { SectionHead } from '../parts/section-head';
import { OverflowDialog, useOverflows, type Overflow } from './overflow.dialog';
import { words } from './words';

/** When partners come to see what waits, and what each rule does at this moment. */
export function OverflowRules() {
  const say = useWords(words);
  const formats = useFormats();
  const rules = useOverflows();
  const teams = useTeams().data;
  const calendars = $api.useQuery('get', '/api/v1/sla/calendars', {}).data?.items ?? [];
  const placeName = usePlaceName();
  const [open, setOpen] = useState<Overflow | 'new' | null>(null);
  const [removing, remove] = useState<Overflow | null>(null);
  const nameOf = ({ tier, sector }: Overflow): string => placeName(tier, sector);
  const teamOf = ({ teamId }: Overflow): string => teams?.find(({ id }) => id === teamId)?.name ?? '…';
  const hasPartners = teams?.some(({ partner }) => partner) ?? false;
  return (
    <section>
      <SectionHead title={say('overflow')} help={say('overflowHelp')} isPart>
        {hasPartners && (
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            {say('overflowNew')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={rules}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<IconArrowRampRight size={32} />} title={say('overflowNone')}>
              {say(hasPartners || !teams ? 'overflowNoneHelp' : 'noPartners')}
            </Empty>
          ) : (
            <ItemTable<Overflow>
              label={say('overflow')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={nameOf}
              onEdit={setOpen}
              onRemove={remove}
              columns={[
                { head: say('place'), width: '26%', cell: nameOf },
                { head: say('partner'), cell: teamOf },
                {
                  head: say('after'),
                  cell: ({ afterSeconds }) => (afterSeconds === 0 ? say('atOnce') : formats.duration(afterSeconds)),
                },
                {
                  head: say('calendar'),
                  cell: ({ calendar }) =>
                    calendar === null
                      ? say('always')
                      : (calendars.find(({ code }) => code === calendar)?.name ?? calendar),
                },
                { head: say('now'), cell: (rule) => <Now rule={rule} /> },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && <OverflowDialog rule={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {removing && (
        <ConfirmDialog
          title={say('sureOverflow', { place: nameOf(removing) })}
          action={say('remove')}
          done={say('goneOverflow')}
          onClose={() => remove(null)}
          onConfirm={() => api.DELETE('/api/v1/desk/overflow-rules/{id}', { params: { path: { id: removing.id } } })}
        >
          {say('sureOverflowHelp', { count: removing.shown, team: teamOf(removing) })}
        </ConfirmDialog>
      )}
    </section>
  );
}

function Now({ rule: { openNow, shown } }: { readonly rule: Overflow }) {
  const say = useWords(words);
  return (
    <Group gap={6}>
      <Badge variant={openNow ? 'light' : 'default'} color={shown > 0 ? 'orange' : 'gray'} tt="none">
        {say(openNow ? 'holds' : 'closed')}
      </Badge>
      <Text size="sm" c={shown > 0 ? undefined : 'dimmed'} className="figures">
        {say('shown', { count: shown })}
      </Text>
    </Group>
  );
}
