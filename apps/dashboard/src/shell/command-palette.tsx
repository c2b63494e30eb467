import { useDebouncedValue, useHotkeys } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconArrowRight, IconBolt, IconSearch, IconTicket, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { $api } from '../api/client';
import { useWords } from '../words/words';
import { Keys } from './keys';
import { useCommands } from './shortcuts';
import { useMyChoices } from './my-choices';
import { usePlaces } from './places';
import { words } from './words';

const TICKET = /^t?-?\s?(\d{1,12})$/i;
const FOUND = 5;

/** Ctrl K: does what can be done here, goes to a ticket, a queue, a page or a setting, finds tickets. */
export function CommandPalette() {
  const say = useWords(words);
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  useHotkeys([['mod+K', spotlight.toggle, { usePhysicalKeys: true }]], []);
  const typed = query.trim();
  const number = TICKET.exec(typed)?.[1];
  const fits = useFits(typed);
  // What has a key is done often: it stands first.
  const commands = useCommands()
    .filter(({ isEverywhere, label }) => !isEverywhere && fits(label))
    .toSorted((one, other) => Number(one.keys === null) - Number(other.keys === null));
  const places = usePlaces().filter(({ label, group }) => fits(`${group ?? ''} ${label}`));
  const choices = useMyChoices().filter(({ label, group }) => typed !== '' && fits(`${group} ${label}`));
  const found = useFound(number === undefined ? typed : '');
  const open = (id: string): void => void navigate({ to: '/tickets/$id', params: { id } });
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight="min(34rem, 70dvh)"
      attributes={{ content: { 'aria-label': say('find') } }}
    >
      <Spotlight.Search placeholder={say('findHelp')} leftSection={<IconSearch size={18} />} aria-label={say('find')} />
      <Spotlight.ActionsList>
        {number !== undefined && (
          <Spotlight.Action
            leftSection={<IconTicket size={18} />}
            label={say('openTicket', { number: `T-${number}` })}
            onClick={() => open(`T-${number}`)}
          />
        )}
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label={say('onThisPage')}>
            {commands.map(({ label, keys, run }) => (
              <Spotlight.Action
                key={label}
                leftSection={<IconBolt size={18} />}
                label={label}
                rightSection={keys !== null && <Keys keys={keys} />}
                // When the palette has gone and given the focus back.
                onClick={() => setTimeout(run, 60)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label={say('goTo')}>
            {places.map(({ to, label, group }) => (
              <Spotlight.Action
                key={to}
                leftSection={<IconArrowRight size={18} />}
                label={group === undefined ? label : `${group}: ${label}`}
                onClick={() => void navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {choices.length > 0 && (
          <Spotlight.ActionsGroup label={say('you')}>
            {choices.map(({ label, group, run }) => (
              <Spotlight.Action
                key={`${group} ${label}`}
                leftSection={<IconUser size={18} />}
                label={`${group}: ${label}`}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {typed && number === undefined && (
          <Spotlight.ActionsGroup label={say('tickets')}>
            {found.map((ticket) => (
              <Spotlight.Action
                key={ticket.id}
                leftSection={<IconTicket size={18} />}
                label={`${ticket.number} ${ticket.subject}`}
                onClick={() => open(ticket.number)}
              />
            ))}
            <Spotlight.Action
              leftSection={<IconSearch size={18} />}
              label={say('searchFor', { words: typed })}
              onClick={() => void navigate({ to: '/tickets', search: { q: typed } as never })}
            />
          </Spotlight.ActionsGroup>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** Whether every word that was typed begins a word of a label. */
function useFits(typed: string): (label: string) => boolean {
  const wanted = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return (label) => {
    const text = label.toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}

/** The tickets that fit best, once one has stopped typing for a moment. */
function useFound(typed: string) {
  const [q] = useDebouncedValue(typed, 200);
  const isEnough = q === typed && q.length > 1;
  const { data } = $api.useQuery(
    'get',
    '/api/v1/tickets',
    { params: { query: { q, limit: FOUND } } },
    { enabled: isEnough, gcTime: 30_000 },
  );
  return (isEnough && data?.items) || [];
}
