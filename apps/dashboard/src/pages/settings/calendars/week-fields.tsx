import { Anchor, Input } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useLanguage, useWords } from '../../../words/words';
import type { CalendarForm } from './calendar-form';
import { weekdays } from './calendar-spec';
import classes from './calendars.module.css';
import { weekdayName } from './hours-said';
import { SpanFields } from './span-fields';
import { words } from './words';

/** The hours of every weekday. */
export function WeekFields({ form }: { readonly form: UseFormReturnType<CalendarForm> }) {
  const say = useWords(words);
  const language = useLanguage();
  const { hours } = form.getValues();
  const workdays = weekdays.slice(1, 5);
  const isSame = workdays.every((day) => JSON.stringify(hours[day]) === JSON.stringify(hours.mon));
  const copyMonday = (): void => {
    for (const day of workdays) form.setFieldValue(`hours.${day}`, hours.mon as never);
  };
  return (
    <Input.Wrapper
      label={say('week')}
      description={say('weekHelp')}
      error={form.errors.hours}
      labelElement="div"
      inputWrapperOrder={['label', 'description', 'error', 'input']}
    >
      <div className={classes.days} style={{ marginTop: 8 }}>
        {weekdays.map((day) => {
          const name = weekdayName(day, language);
          return [
            <span key={day} className={classes.day}>
              {name}
            </span>,
            <SpanFields
              key={`${day}-hours`}
              day={name}
              value={hours[day]}
              onChange={(spans) => form.setFieldValue(`hours.${day}`, spans as never)}
              error={form.errors[`hours.${day}`]}
            />,
          ];
        })}
      </div>
      {!isSame && hours.mon.length > 0 && (
        <Anchor component="button" type="button" size="xs" underline="always" mt={6} onClick={copyMonday}>
          {say('copyMonday')}
        </Anchor>
      )}
    </Input.Wrapper>
  );
}
