import { ActionIcon, Button, Group, SegmentedControl, Select, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Person } from '../../../parts/person';
import { Loaded } from '../../../parts/states';
import { useLanguage, useWords } from '../../../words/words';
import { ownZone, useAbsences, useShifts, useWorkingHours, type Absence, type Hours } from './shift-data';
import classes from './shifts.module.css';
import { piecesOf, weekOf, type Day } from './week';
import { words } from './words';

/** Further back than this nobody remembers who was away. */
const BACK = -2;

/** Who works when in a week, by the clocks of a zone; on narrow screens a day of it at a time. */
export function WeekTable({ isShown }: { readonly isShown: (agentId: string) => boolean }) {
  const say = useWords(words);
  const language = useLanguage();
  const [weeks, go] = useState(0);
  const [zone, setZone] = useState(ownZone);
  const shifts = useShifts().data?.items ?? [];
  const absences = useAbsences().data?.items ?? [];
  const [today] = useState(() => new Date());
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  const days = weekOf(today, zone, weeks);
  const [weekday, choose] = useState(() => String(days.findIndex((day) => isIn(day, today))));
  const shown = isNarrow ? days.filter((_, index) => String(index) === weekday) : days;
  const hours = useWorkingHours(days[0]!.from, days[6]!.to);
  const zones = [...new Set([ownZone, ...shifts.map(({ timezone }) => timezone), 'UTC'])];
  const dayName = (day: Day, form: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).format(Date.parse(`${day.date}T12:00Z`));
  const long = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const name = say('week', { from: dayName(days[0]!, long), to: dayName(days[6]!, long) });
  return (
    <section aria-label={name}>
      <Group gap="xs" mb="xs" justify="space-between">
        <Group gap={4}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={say('before')}
            disabled={weeks <= BACK}
            onClick={() => go(weeks - 1)}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Button variant="default" size="sm" disabled={weeks === 0} onClick={() => go(0)}>
            {say('thisWeek')}
          </Button>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={say('after')}
            disabled={weeks >= 50}
            onClick={() => go(weeks + 1)}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
          <Text size="sm" ml="xs" aria-live="polite">
            {name}
          </Text>
        </Group>
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed" aria-hidden>
            {say('zone')}
          </Text>
          <Select
            aria-label={say('zone')}
            w="14rem"
            allowDeselect={false}
            data={zones.map((each) => ({ value: each, label: each === ownZone ? say('here', { zone: each }) : each }))}
            value={zone}
            onChange={(chosen) => chosen !== null && setZone(chosen)}
          />
        </Group>
      </Group>
      {isNarrow && (
        <SegmentedControl
          fullWidth
          size="xs"
          mb="xs"
          aria-label={name}
          value={weekday}
          onChange={choose}
          data={days.map((day, index) => ({ value: String(index), label: dayName(day, { weekday: 'short' }) }))}
        />
      )}
      <Loaded query={hours}>
        {({ items }) => (
          <Table className={classes.week ?? ''} verticalSpacing={8} aria-label={name} role="table">
            <Table.Thead role="rowgroup">
              <Table.Tr role="row">
                <Table.Th role="columnheader" scope="col">
                  {say('agent')}
                </Table.Th>
                {shown.map((day) => (
                  <Table.Th
                    key={day.date}
                    role="columnheader"
                    scope="col"
                    {...(isIn(day, today) && { 'aria-current': 'date' as const })}
                  >
                    {dayName(day, { weekday: 'short', day: 'numeric' })}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody role="rowgroup">
              {items
                .filter(({ id }) => isShown(id))
                .map((agent) => (
                  <Table.Tr key={agent.id} role="row">
                    <Table.Th role="rowheader" scope="row">
                      <Person name={agent.name} detail={say(byWords[agent.by])} />
                    </Table.Th>
                    {shown.map((day) => (
                      <Table.Td
                        key={day.date}
                        role="cell"
                        data-head={dayName(day, { weekday: 'short', day: 'numeric' })}
                      >
                        <DayCell agent={agent} absences={absences} day={day} zone={zone} />
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
    </section>
  );
}

const byWords = { own: 'byOwn', team: 'byTeam', none: 'byNone' } as const;
const isIn = (day: Day, at: Date): boolean => day.from <= at.getTime() && at.getTime() < day.to;

interface DayCellProps {
  readonly agent: Hours;
  readonly absences: readonly Absence[];
  readonly day: Day;
  readonly zone: string;
}

/** A day as a bar from midnight to midnight, and in words. */
function DayCell({ agent, absences, day, zone }: DayCellProps) {
  const say = useWords(words);
  const works = piecesOf(agent.works, day, zone);
  const away = absences.filter(({ agentId }) => agentId === agent.id).flatMap(({ from, to, reason }) => piecesOf([{ from, to }], day, zone).map((piece) => ({ ...piece, reason }))); // prettier-ignore
  const place = ({ start, end }: { readonly start: number; readonly end: number }) => ({
    left: `${start * 100}%`,
    width: `${(end - start) * 100}%`,
  });
  return (
    <>
      <div className={classes.track} aria-hidden>
        {works.map((piece) => (
          <span key={piece.label} className={classes.works} style={place(piece)} />
        ))}
        {away.map((piece) => (
          <span key={piece.label} className={classes.away} style={place(piece)} />
        ))}
      </div>
      <div className={classes.times}>
        {works.map(({ label, isWhole }) => (
          <span key={label} className={isWhole ? classes.dimmed : undefined}>
            {isWhole ? say('allDay') : label}
          </span>
        ))}
        {away.map(({ label, isWhole, reason }) => (
          <span key={label} className={classes.awayText} title={reason ?? undefined}>
            {say('away')} {!isWhole && <span className={classes.time}>{label}</span>}
          </span>
        ))}
        {works.length + away.length === 0 && <span className={classes.dimmed}>{say('off')}</span>}
      </div>
    </>
  );
}
