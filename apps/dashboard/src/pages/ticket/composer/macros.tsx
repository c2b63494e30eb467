import { Button, Menu, ScrollArea, Text } from '@mantine/core';
import { IconBolt, IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { MenuItemLink } from '../../../parts/link';
import { useSectorName } from '../../../parts/sector';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { isUnserved, type Macro } from './fitting-macro';
import { MacroDialog } from './macro.dialog';
import { macroWords } from './macro-words';
import type { PostKind } from './use-send';

/** Prepared texts in the customer's language; each is shown, filled in, before anything is done with it. */
export function Macros({ onText }: { readonly onText: (text: string, kind: PostKind | null) => void }) {
  const say = useWords(macroWords);
  const { ticket } = useDesk();
  const sectorName = useSectorName();
  const [find, setFind] = useState('');
  const [chosen, choose] = useState<Macro | null>(null);
  const params = { path: { id: ticket.id } };
  const { data } = $api.useQuery('get', '/api/v1/tickets/{id}/macros', { params }, { staleTime: 300_000 });
  const items = data?.items.filter(({ active }) => active) ?? [];
  const words = find.trim().toLowerCase();
  const found = items.filter(({ name }) => name.toLowerCase().includes(words));
  return (
    <>
      <Menu withInitialFocusPlaceholder={false} position="top-start" width={280} onClose={() => setFind('')}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconBolt size={14} aria-hidden />}
            data-macros
          >
            {say('macros')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.length > 5 && (
            <Menu.Search
              aria-label={say('find')}
              placeholder={say('find')}
              value={find}
              onChange={(event) => setFind(event.currentTarget.value)}
            />
          )}
          {found.length === 0 && <Menu.Label>{say(items.length === 0 ? 'none' : 'nothing')}</Menu.Label>}
          <ScrollArea.Autosize mah={280}>
            {found.map((macro) => (
              <Menu.Item key={macro.id} onClick={() => choose(macro)}>
                {macro.name}
                {!macro.shared && (
                  <Text span size="xs" c="dimmed">
                    {' '}
                    {say('own')}
                  </Text>
                )}
                {isUnserved(macro, ticket) && (
                  <Text size="xs" c="dimmed">
                    {say('unserved', { sector: sectorName(macro.toSector) })}
                  </Text>
                )}
              </Menu.Item>
            ))}
          </ScrollArea.Autosize>
          <Menu.Divider />
          <MenuItemLink
            to="/settings/$section"
            params={{ section: 'macros' }}
            fz="xs"
            leftSection={<IconSettings size={14} aria-hidden />}
          >
            {say('settings')}
          </MenuItemLink>
        </Menu.Dropdown>
      </Menu>
      {chosen && <MacroDialog key={chosen.id} macro={chosen} onText={onText} onClose={() => choose(null)} />}
    </>
  );
}
