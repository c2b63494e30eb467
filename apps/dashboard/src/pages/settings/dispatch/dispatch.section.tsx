import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { ItemTable } from '../parts/item-table';
import { usePlaceName } from '../parts/place-fields';
import { SectionHead } from '../parts/section-head';
import { OverflowRules } from './overflow';
import { RuleDialog } from './rule.dialog';
import { useRules, type Rule } from './rule-form';
import { Weights } from './weights';
import { words } from './words';

/** How tickets find an agent, and what they weigh. Leads and admins change it. */
export function DispatchSection() {
  const say = useWords(words);
  const formats = useFormats();
  const rules = useRules();
  const placeName = usePlaceName();
  const [open, setOpen] = useState<Rule | 'new' | null>(null);
  const [removing, remove] = useState<Rule | null>(null);
  const nameOf = ({ tier, sector }: Rule): string => placeName(tier, sector);
  const returnsOf = (rule: Rule): string => {
    const told = (key: 'afterOffline' | 'afterAway' | 'afterShift', seconds: number | null): string | false =>
      seconds !== null && say(key, { time: seconds === 0 ? say('atOnce') : formats.duration(seconds) });
    return (
      [
        told('afterOffline', rule.returnAfterOfflineSeconds),
        told('afterAway', rule.returnAfterAwaySeconds),
        told('afterShift', rule.returnAfterShiftSeconds),
        rule.returnWhenDeactivated && say('afterDeactivation'),
      ]
        .filter(Boolean)
        .join(', ') || say('returnsNever')
    );
  };
  return (
    <>
      <section>
        <SectionHead title={say('title')} help={say('help')}>
          <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
            {say('new')}
          </Button>
        </SectionHead>
        <Loaded query={rules}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={<IconArrowsSplit2 size={32} />} title={say('none')}>
                {say('noneHelp')}
              </Empty>
            ) : (
              <ItemTable<Rule>
                label={say('title')}
                items={items}
                keyOf={({ id }) => id}
                nameOf={nameOf}
                onEdit={setOpen}
                onRemove={remove}
                columns={[
                  { head: say('place'), width: '30%', cell: nameOf },
                  {
                    head: say('mode'),
                    cell: ({ mode, offerSeconds }) =>
                      mode === 'push' ? `${say('push')} · ${formats.duration(offerSeconds)}` : say('pull'),
                  },
                  {
                    head: say('required'),
                    cell: ({ requiredSkills }) =>
                      requiredSkills.map(({ skill, level }) => `${skill} · ${level}`).join(', ') || say('nobody'),
                  },
                  { head: say('returns'), cell: returnsOf },
                ]}
              />
            )
          }
        </Loaded>
      </section>
      <OverflowRules />
      <Weights />
      {open !== null && <RuleDialog rule={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {removing && (
        <ConfirmDialog
          title={say('sure', { place: nameOf(removing) })}
          action={say('remove')}
          done={say('removed')}
          onClose={() => remove(null)}
          onConfirm={() => api.DELETE('/api/v1/desk/dispatch-rules/{id}', { params: { path: { id: removing.id } } })}
        >
          {say('sureHelp')}
        </ConfirmDialog>
      )}
    </>
  );
}
