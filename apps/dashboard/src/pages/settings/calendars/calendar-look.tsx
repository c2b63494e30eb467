import { Stack, Text } from '@mantine/core';
import { $api } from '../../../api/client';
import { Dialog } from '../../../parts/dialog';
import { Loaded } from '../../../parts/states';
import { useLanguage, useWords } from '../../../words/words';
import type { Calendar } from './calendar-spec';
import classes from './calendars.module.css';
import { dateSaid, hoursSaid } from './hours-said';
import { TryIt } from './try-it';
import { words } from './words';

interface CalendarLookProps {
  readonly calendar: Calendar;
  readonly onClose: () => void;
}

/** What a saved calendar makes of the days to come, and of a promise. */
export function CalendarLook({ calendar, onClose }: CalendarLookProps) {
  const say = useWords(words);
  const language = useLanguage();
  const spec = calendar.calendar;
  return (
    <Dialog onClose={onClose} title={calendar.name} size="lg" closeButtonProps={{ 'aria-label': say('close') }}>
      <Stack gap="lg">
        <div>
          {(spec.always ? [say('roundTheClock')] : hoursSaid(spec, language)).map((line) => (
            <Text size="sm" className="figures" key={line}>
              {line}
            </Text>
          ))}
          <Text size="sm" c="dimmed">
            {spec.timezone}
          </Text>
        </div>
        <TryIt spec={spec} />
        {!spec.always && <ComingDays code={calendar.code} zone={spec.timezone} />}
      </Stack>
    </Dialog>
  );
}

const dayAfter = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

function ComingDays({ code, zone }: { readonly code: string; readonly zone: string }) {
  const say = useWords(words);
  const language = useLanguage();
  const params = { path: { code }, query: { from: dayAfter(0), to: dayAfter(365) } };
  const query = $api.useQuery('get', '/api/v1/sla/calendars/{code}/days', { params });
  const clock = new Intl.DateTimeFormat(language, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const hours = (open: readonly { readonly from: string; readonly to: string }[]): string =>
    open.map(({ from, to }) => `${clock.format(new Date(from))}–${clock.format(new Date(to))}`).join(', ');
  return (
    <div>
      <Text component="h3" size="sm" fw={500} mb={4}>
        {say('coming')}
      </Text>
      <Loaded query={query}>
        {({ days }) => {
          const unusual = days.filter(({ holiday, override }) => holiday || override);
          if (unusual.length === 0)
            return (
              <Text size="sm" c="dimmed">
                {say('noneComing')}
              </Text>
            );
          return (
            <ul className={classes.list}>
              {unusual.map(({ date, name, open }) => (
                <li key={date}>
                  <span className="figures">{dateSaid(date, language)}</span>
                  <span>
                    {[name, open.length > 0 ? say('openOn', { hours: hours(open) }) : name ? null : say('closed')]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </div>
  );
}
