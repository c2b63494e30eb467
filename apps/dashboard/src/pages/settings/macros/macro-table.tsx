import { ActionIcon, Anchor, Badge, Group, Menu, Text } from '@mantine/core';
import { IconCopy, IconDots, IconEye, IconPencil, IconPower, IconTrash } from '@tabler/icons-react';
import { Instant } from '../../../parts/instant';
import { useSectorName } from '../../../parts/sector';
import { Empty } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import { Act, ItemTable } from '../parts/item-table';
import { words as partsWords } from '../parts/words';
import { useLanguageName } from '../../../parts/language-names';
import type { Macro } from './macro-data';
import { usePlacesName } from './macro-places';
import { words } from './words';

export type MacroAct = 'edit' | 'copy' | 'try' | 'turn' | 'remove';

interface MacroTableProps {
  readonly macros: readonly Macro[];
  readonly onAct: (what: MacroAct, macro: Macro) => void;
}

/** Macros, a line each; everybody's are changed by leads and admins, looked at and copied by all. */
export function MacroTable({ macros, onAct }: MacroTableProps) {
  const say = useWords(words);
  const common = useWords(partsWords);
  const me = useMe();
  const placesName = usePlacesName();
  const nameOf = useLanguageName();
  const mayWrite = ({ shared }: Macro): boolean => !shared || me.isLead;
  if (macros.length === 0) return <Empty title={say('nothing')}>{say('nothingHelp')}</Empty>;
  return (
    <ItemTable<Macro>
      label={say('help')}
      items={macros}
      keyOf={({ id }) => id}
      nameOf={({ name }) => name}
      isDimmed={({ active }) => !active}
      columns={[
        {
          head: say('name'),
          width: '28%',
          cell: (macro) => (
            <Group gap={8}>
              <Anchor
                component="button"
                type="button"
                size="sm"
                ta="start"
                onClick={() => onAct(mayWrite(macro) ? 'edit' : 'try', macro)}
              >
                {macro.name}
              </Anchor>
              {!macro.active && (
                <Badge size="sm" variant="default" tt="none">
                  {say('inactive')}
                </Badge>
              )}
            </Group>
          ),
        },
        { head: say('whose'), cell: ({ shared }) => say(shared ? 'shared' : 'own') },
        { head: say('does'), cell: (macro) => <Does macro={macro} /> },
        { head: say('places'), cell: placesName },
        {
          head: say('languages'),
          cell: ({ texts }) => texts.map(({ language }) => nameOf(language)).join(', ') || say('noText'),
        },
        { head: say('changed'), cell: ({ changedAt }) => <Instant at={changedAt} /> },
      ]}
      actions={(macro) => (
        <>
          {mayWrite(macro) ? (
            <Act label={common('edit', { name: macro.name })} onClick={() => onAct('edit', macro)}>
              <IconPencil size={16} />
            </Act>
          ) : (
            <Act label={common('copy')} onClick={() => onAct('copy', macro)}>
              <IconCopy size={16} />
            </Act>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={common('more', { name: macro.name })}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconEye size={16} />} onClick={() => onAct('try', macro)}>
                {say('try')}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => onAct('copy', macro)}>
                {say('copy')}
              </Menu.Item>
              {mayWrite(macro) && (
                <>
                  <Menu.Item leftSection={<IconPower size={16} />} onClick={() => onAct('turn', macro)}>
                    {say(macro.active ? 'off' : 'on')}
                  </Menu.Item>
                  <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => onAct('remove', macro)}>
                    {say('remove')}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    />
  );
}

function Does({ macro: { does, code, toSector, addTags, removeTags } }: { readonly macro: Macro }) {
  const say = useWords(words);
  const sectorName = useSectorName();
  const tags = [...addTags.map((tag) => `+${tag}`), ...removeTags.map((tag) => `−${tag}`)];
  return (
    <>
      {say(`does_${does}`)}
      {code !== null && ` (${code})`}
      {toSector !== null && ` → ${sectorName(toSector)}`}
      {tags.length > 0 && (
        <Text size="xs" c="dimmed">
          {tags.join(', ')}
        </Text>
      )}
    </>
  );
}
