import { Anchor, Input, Select, SimpleGrid, Switch, TagsInput, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { api } from '../../../api/client';
import { useLanguage, useWords } from '../../../words/words';
import { weekdays } from '../calendars/calendar-spec';
import calendarClasses from '../calendars/calendars.module.css';
import { weekdayName } from '../calendars/hours-said';
import { SpanFields } from '../calendars/span-fields';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { ownZone, useShifts, type Shift } from './shift-data';
import { ShiftEffects } from './shift-effects';
import { pathOf, toBody, toForm, type ShiftForm } from './shift-form';
import { useWhose } from './whose';
import { words } from './words';

interface ShiftDialogProps {
  /** Null: a new one. */
  readonly shift: Shift | null;
  /** For whom a new one is. */
  readonly whose: string | null;
  readonly onClose: () => void;
}

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** The weekly hours of a team or an agent. */
export function ShiftDialog({ shift, whose, onClose }: ShiftDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  const choices = useWhose();
  const shifts = useShifts().data?.items ?? [];
  const has = (chosen: string): boolean => !shift && shifts.some(({ of, id }) => `${of}:${id}` === chosen);
  const start = whose !== null && !has(whose) ? whose : null;
  return (
    <FormDialog<ShiftForm>
      name={`shift:${shift ? `${shift.of}:${shift.id}` : 'new'}`}
      title={shift ? say('changeShift', { name: shift.name }) : say('newShift')}
      size="xl"
      onClose={onClose}
      initial={toForm(shift, start, shifts[0]?.timezone ?? ownZone)}
      rules={{
        whose: (chosen) => needed(chosen ?? '') ?? (has(chosen ?? '') ? say('has') : null),
        timezone: needed,
      }}
      pathOf={pathOf}
      onSave={(form) => {
        const [of = '', id = ''] = form.whose?.split(':') ?? [];
        return api.PUT('/api/v1/desk/shifts/{of}/{id}', { params: { path: { of, id } }, body: toBody(form, shift) });
      }}
    >
      {(form) => (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <Select
              label={say('whose')}
              required
              searchable
              allowDeselect={false}
              disabled={shift !== null}
              data={choices.map(({ group, items }) => ({
                group,
                items: items.map((each) => ({ ...each, disabled: has(each.value) })),
              }))}
              {...form.getInputProps('whose')}
            />
            <Select
              label={say('timezone')}
              required
              searchable
              allowDeselect={false}
              limit={100}
              data={zones.includes(form.values.timezone) ? zones : [form.values.timezone, ...zones]}
              {...form.getInputProps('timezone')}
            />
          </SimpleGrid>
          <Switch
            label={say('roundTheClock')}
            description={say('roundTheClockHelp')}
            {...form.getInputProps('always', { type: 'checkbox' })}
          />
          {!form.values.always && (
            <>
              <HoursFields form={form} />
              <TagsInput label={say('free')} description={say('freeHelp')} {...form.getInputProps('free')} />
              {shift && Object.keys(shift.overrides).length > 0 && (
                <Text size="xs" c="dimmed">
                  {say('otherHours', { count: Object.keys(shift.overrides).length })}
                </Text>
              )}
            </>
          )}
          <ShiftEffects shift={shift} form={form.values} />
        </>
      )}
    </FormDialog>
  );
}

function HoursFields({ form }: { readonly form: UseFormReturnType<ShiftForm> }) {
  const say = useWords(words);
  const language = useLanguage();
  const { hours } = form.values;
  const workdays = weekdays.slice(1, 5);
  const isSame = workdays.every((day) => JSON.stringify(hours[day]) === JSON.stringify(hours.mon));
  return (
    <Input.Wrapper
      label={say('weekHours')}
      description={say('weekHoursHelp')}
      error={form.errors.hours}
      labelElement="div"
      inputWrapperOrder={['label', 'description', 'error', 'input']}
    >
      <div className={calendarClasses.days} style={{ marginTop: 8 }}>
        {weekdays.map((day) => [
          <span key={day} className={calendarClasses.day}>
            {weekdayName(day, language)}
          </span>,
          <SpanFields
            key={`${day}-hours`}
            day={weekdayName(day, language)}
            none={say('off')}
            value={hours[day]}
            onChange={(spans) => {
              form.setFieldValue('hours', { ...hours, [day]: spans });
              form.clearFieldError(`hours.${day}`);
            }}
            error={form.errors[`hours.${day}`]}
          />,
        ])}
      </div>
      {!isSame && hours.mon.length > 0 && (
        <Anchor
          component="button"
          type="button"
          size="xs"
          underline="always"
          mt={6}
          onClick={() =>
            form.setFieldValue('hours', {
              ...hours,
              ...Object.fromEntries(workdays.map((day) => [day, hours.mon])),
            })
          }
        >
          {say('copyMonday')}
        </Anchor>
      )}
    </Input.Wrapper>
  );
}
