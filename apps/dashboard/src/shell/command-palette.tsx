import { Spotlight } from '@mantine/spotlight';
import { IconArrowRight, IconSearch, IconTicket } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { $api } from '../api/client';
import { useWords } from '../words/words';
import { useMe } from './session';
import { words } from './words';

const TICKET = /^t?-?(\d{1,12})$/i;

/** Ctrl K: goes to a ticket, a queue or a page, or searches. */
export function CommandPalette() {
  const say = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const { data } = $api.useQuery('get', '/api/v1/desk/queues');
  const queues = data?.items ?? [];
  const typed = query.trim();
  const number = TICKET.exec(typed)?.[1];

  const places = [
    { to: '/', label: say('myWork') },
    ...queues.map(({ tier, name }) => ({ to: `/queues/${tier}`, label: name })),
    { to: '/tickets', label: say('tickets') },
    { to: '/vendor-cases', label: say('vendorCases') },
    ...(me.isLead
      ? [
          { to: '/board', label: say('board') },
          { to: '/settings', label: say('settings') },
        ]
      : []),
    ...(me.isAdmin ? [{ to: '/system', label: say('system') }] : []),
  ].filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));

  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut="mod + K" scrollable>
      <Spotlight.Search placeholder={say('findHelp')} leftSection={<IconSearch size={18} />} aria-label={say('find')} />
      <Spotlight.ActionsList>
        {number !== undefined && (
          <Spotlight.Action
            leftSection={<IconTicket size={18} />}
            label={say('openTicket', { number: `T-${number}` })}
            onClick={() => void navigate({ to: '/tickets/$id', params: { id: `T-${number}` } })}
          />
        )}
        {places.map(({ to, label }) => (
          <Spotlight.Action
            key={to}
            leftSection={<IconArrowRight size={18} />}
            label={label}
            description={say('goTo')}
            onClick={() => void navigate({ to })}
          />
        ))}
        {typed && (
          <Spotlight.Action
            leftSection={<IconSearch size={18} />}
            label={say('searchFor', { words: typed })}
            onClick={() => void navigate({ to: '/tickets', search: { q: typed } as never })}
          />
        )}
        {!typed && places.length === 0 && <Spotlight.Empty>{say('nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
