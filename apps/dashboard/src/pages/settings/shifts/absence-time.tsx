import { Badge, Group } from '@mantine/core';
import { Instant } from '../../../parts/instant';
import { useLanguage, useWords } from '../../../words/words';
import { dateSaid } from '../calendars/hours-said';
import { toForm } from './absence-form';
import { useZoneOf, type Absence } from './shift-data';
import { words } from './words';

/** Whole days as days, by the clocks of where they work; other times as they are here. */
export function AbsenceTime({ absence }: { readonly absence: Absence }) {
  const say = useWords(words);
  const language = useLanguage();
  const zoneOf = useZoneOf();
  const { wholeDays, fromDay, toDay } = toForm(absence, null, zoneOf(absence.agentId), new Date());
  const isNow = Date.parse(absence.from) <= Date.now();
  return (
    <Group gap={8}>
      {wholeDays ? (
        [...new Set([fromDay, toDay])].map((day) => dateSaid(day, language)).join(' – ')
      ) : (
        <span>
          <Instant at={absence.from} /> – <Instant at={absence.to} />
        </span>
      )}
      {isNow && (
        <Badge size="sm" variant="light" color="orange" tt="none">
          {say('awayNow')}
        </Badge>
      )}
    </Group>
  );
}
