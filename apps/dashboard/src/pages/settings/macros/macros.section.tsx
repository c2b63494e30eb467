import { Button, Group, SegmentedControl, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMessage2Bolt, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { tellFailure } from '../../../parts/tell-failure';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import { useMacros, type Macro } from './macro-data';
import { MacroDialog } from './macro.dialog';
import { MacroTable, type MacroAct } from './macro-table';
import { TryDialog } from './try.dialog';
import { words } from './words';

type Open = { readonly what: 'new' } | { readonly what: Exclude<MacroAct, 'turn'>; readonly macro: Macro };
const whose = ['all', 'own', 'shared'] as const;

/** Answers kept ready. Everybody has some of their own; leads and admins write those that are for all. */
export function MacrosSection() {
  const say = useWords(words);
  const name = useWords(sectionWords);
  const formats = useFormats();
  const macros = useMacros();
  const client = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const [text, setText] = useState('');
  const [of, setOf] = useState<(typeof whose)[number]>('all');
  const close = (): void => setOpen(null);
  const change = $api.useMutation('patch', '/api/v1/macros/{id}');
  const turn = ({ id, name: its, active }: Macro): void => {
    if (change.isPending) return;
    change.mutate(
      { params: { path: { id } }, body: { active: !active } },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: say(active ? 'isOff' : 'isOn', { name: its }) });
          void client.invalidateQueries();
        },
        onError: tellFailure(say('notChanged', { name: its })),
      },
    );
  };
  const looked = text.trim().toLowerCase();
  const isShown = (macro: Macro): boolean =>
    (of === 'all' || macro.shared === (of === 'shared')) &&
    [macro.name, ...macro.texts.map(({ body }) => body), ...macro.addTags].join('\n').toLowerCase().includes(looked);
  return (
    <section>
      <SectionHead title={name('macros')} help={say('help')}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen({ what: 'new' })}>
          {say('new')}
        </Button>
      </SectionHead>
      <Loaded query={macros}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={<IconMessage2Bolt size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <>
              <Group mb="md" gap="sm">
                <TextInput
                  aria-label={say('find')}
                  placeholder={say('find')}
                  leftSection={<IconSearch size={16} />}
                  style={{ flex: '1 1 14rem', maxWidth: '22rem' }}
                  value={text}
                  onChange={({ currentTarget }) => setText(currentTarget.value)}
                />
                <SegmentedControl
                  aria-label={say('whose')}
                  value={of}
                  onChange={setOf}
                  data={whose.map((value) => ({ value, label: say(value) }))}
                />
              </Group>
              <MacroTable
                macros={all
                  .filter(isShown)
                  .toSorted(
                    (one, other) => Number(other.active) - Number(one.active) || formats.compare(one.name, other.name),
                  )}
                onAct={(what, macro) => (what === 'turn' ? turn(macro) : setOpen({ what, macro }))}
              />
            </>
          )
        }
      </Loaded>
      {open?.what === 'new' && <MacroDialog macro={null} onClose={close} />}
      {open?.what === 'edit' && <MacroDialog macro={open.macro} onClose={close} />}
      {open?.what === 'copy' && <MacroDialog macro={null} copied={open.macro} onClose={close} />}
      {open?.what === 'try' && <TryDialog macro={open.macro} onClose={close} />}
      {open?.what === 'remove' && (
        <ConfirmDialog
          title={say('sure', { name: open.macro.name })}
          action={say('remove')}
          done={say('removed')}
          onClose={close}
          onConfirm={() => api.DELETE('/api/v1/macros/{id}', { params: { path: { id: open.macro.id } } })}
        >
          {say(open.macro.shared ? 'sureShared' : 'sureOwn')}
        </ConfirmDialog>
      )}
    </section>
  );
}
