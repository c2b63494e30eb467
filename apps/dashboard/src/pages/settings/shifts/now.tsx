import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { useNow } from '../../../live/now';
import { words as availabilityWords } from '../../../parts/availability/words';
import { Person } from '../../../parts/person';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { useAbsences, useWorkingHours, type Hours } from './shift-data';
import classes from './shifts.module.css';
import { words } from './words';

const HOUR_MS = 3_600_000;
const MOST = 6;

/** Who works at this moment, until when, and who comes next. */
export function WorkingNow({ isShown }: { readonly isShown: (agentId: string) => boolean }) {
  const say = useWords(words);
  const state = useWords(availabilityWords);
  const formats = useFormats();
  const now = useNow();
  const [since] = useState(() => now - (now % HOUR_MS));
  const hours = useWorkingHours(since, since + 8 * 24 * HOUR_MS).data?.items;
  const there = $api.useQuery('get', '/api/v1/desk/agents').data?.items ?? [];
  const absences = useAbsences().data?.items ?? [];
  if (!hours) return null;
  const horizon = since + 8 * 24 * HOUR_MS;
  const told = hours.filter(({ id }) => isShown(id)).map((each) => ({ ...each, ...aroundNow(each, now) }));
  const working = told.filter(({ until }) => until !== null).toSorted((one, other) => one.until! - other.until!);
  const coming = told
    .filter(({ until, next }) => until === null && next !== null)
    .toSorted((one, other) => one.next! - other.next!);
  const howLong = (until: number): string =>
    until >= horizon ? say('always') : say('until', { at: formats.instant(new Date(until)) });
  const stateOf = (id: string): string => {
    const its = there.find((each) => each.id === id)?.state;
    return its === undefined ? '' : state(its);
  };
  const awayUntil = (id: string): string | null => {
    const away = absences.find(({ agentId, from }) => agentId === id && Date.parse(from) <= now);
    return away ? say('isAway', { at: formats.instant(away.to) }) : null;
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" mb="lg">
      <People
        title={say('now')}
        none={say('nobodyNow')}
        items={working.map(({ id, name, until }) => ({
          id,
          name,
          detail: [howLong(until!), stateOf(id)].filter(Boolean).join(' · '),
        }))}
      />
      <People
        title={say('next')}
        none={say('nobodyNext')}
        items={coming.map(({ id, name, next }) => ({
          id,
          name,
          detail: [say('from', { at: formats.instant(new Date(next!)) }), awayUntil(id)].filter(Boolean).join(' · '),
        }))}
      />
    </SimpleGrid>
  );
}

/** Until when they work that work now, and when they come that do not. */
function aroundNow({ works }: Hours, now: number): { readonly until: number | null; readonly next: number | null } {
  const spans = works.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  return {
    until: spans.find(({ from, to }) => from <= now && now < to)?.to ?? null,
    next: spans.find(({ from }) => from > now)?.from ?? null,
  };
}

interface PeopleProps {
  readonly title: string;
  readonly none: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly detail: string }[];
}

function People({ title, none, items }: PeopleProps) {
  const say = useWords(words);
  return (
    <div>
      <Text component="h3" fw={600} mb={6}>
        {title} {items.length > 0 && <span className={classes.count}>{items.length}</span>}
      </Text>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <Stack gap={6} component="ul" className={classes.people ?? ''}>
          {items.slice(0, MOST).map(({ id, name, detail }) => (
            <li key={id}>
              <Person name={name} detail={detail} />
            </li>
          ))}
          {items.length > MOST && (
            <Text component="li" size="sm" c="dimmed">
              {say('more', { count: items.length - MOST })}
            </Text>
          )}
        </Stack>
      )}
    </div>
  );
}
