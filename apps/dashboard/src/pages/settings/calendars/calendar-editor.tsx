import { Alert, Button, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { useWords } from '../../../words/words';
import { useFormDraft } from '../../ticket/actions/use-form-draft';
import { Consequences } from '../consequences/consequences';
import { useNeeded } from '../parts/form-dialog';
import { SavingProblem } from '../parts/saving-problem';
import { useUsedBy } from './calendar-data';
import { timeOf, toForm, toSpec, type CalendarForm, type Span } from './calendar-form';
import { weekdays, type Calendar } from './calendar-spec';
import { CountryFields } from './country-fields';
import { DayFields } from './day-fields';
import { TryIt } from './try-it';
import { useSaveCalendar } from './use-save-calendar';
import { WeekFields } from './week-fields';
import { words } from './words';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
const isWrong = ({ from, to }: Span): boolean =>
  !isTime(timeOf(from)) || !isTime(timeOf(to)) || timeOf(from) >= timeOf(to);

/** `Munich office` is called `munich-office`. */
const codeOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63);

interface CalendarEditorProps {
  readonly calendar: Calendar | null;
  readonly onClose: () => void;
}

/** One calendar: tried, looked at for what it would change, then saved. */
export function CalendarEditor({ calendar, onClose }: CalendarEditorProps) {
  const say = useWords(words);
  const needed = useNeeded();
  const isNarrow = useMediaQuery('(max-width: 40em)') ?? false;
  const usedBy = useUsedBy();
  const rules = {
    name: needed,
    code: needed,
    timezone: needed,
    hours: (hours: CalendarForm['hours'], { always }: CalendarForm) =>
      !always && weekdays.every((day) => hours[day].length === 0) ? say('noHours') : null,
  };
  const { form, forget, focusFirst } = useFormDraft(
    `calendar:${calendar?.code ?? 'new'}:${calendar?.version ?? 0}`,
    toForm(calendar),
    rules,
  );
  const leave = (): void => {
    forget();
    onClose();
  };
  const isUsed = calendar !== null && usedBy(calendar.code).policies.length > 0;
  const saving = useSaveCalendar({ form, calendar, isUsed, onSaved: leave });
  const values = form.getValues();
  const { always } = values;
  const submit = (): void => {
    const wrong = always ? [] : weekdays.filter((day) => values.hours[day].some(isWrong));
    if (wrong.length > 0) form.setErrors(Object.fromEntries(wrong.map((day) => [`hours.${day}`, say('badTime')])));
    else saving.go();
  };
  const name = form.getInputProps('name');
  const consequences = useRef<HTMLDivElement>(null);
  useEffect(() => {
    consequences.current?.scrollIntoView({ block: 'center' });
  }, [saving.preview]);
  const breaks = saving.preview?.wouldBreach ?? 0;
  return (
    <Dialog
      onClose={onClose}
      title={calendar ? say('change', { name: calendar.name }) : say('new')}
      size="xl"
      fullScreen={isNarrow}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form noValidate onSubmit={form.onSubmit(submit, focusFirst)}>
        <Stack gap="lg">
          <SimpleGrid cols={{ base: 1, xs: calendar ? 2 : 3 }} spacing="sm">
            <TextInput
              label={say('name')}
              required
              data-autofocus
              maxLength={200}
              {...name}
              onChange={(event) => {
                const follows = !calendar && values.code === codeOf(values.name);
                name.onChange(event);
                if (follows) form.setFieldValue('code', codeOf(event.currentTarget.value));
              }}
            />
            {!calendar && (
              <TextInput
                label={say('code')}
                description={say('codeHelp')}
                inputWrapperOrder={['label', 'input', 'error', 'description']}
                required
                maxLength={63}
                {...form.getInputProps('code')}
              />
            )}
            <Select
              label={say('timezone')}
              required
              searchable
              allowDeselect={false}
              data={zones.includes(values.timezone) ? zones : [values.timezone, ...zones]}
              limit={100}
              {...form.getInputProps('timezone')}
            />
          </SimpleGrid>
          <Switch label={say('always')} {...form.getInputProps('always', { type: 'checkbox' })} />
          {!always && (
            <>
              <WeekFields form={form} />
              <CountryFields form={form} />
              <DayFields form={form} />
            </>
          )}
          <TryIt spec={toSpec(values)} />
          {saving.isStale && !saving.preview && (
            <Alert color="orange" role="alert" p="sm">
              {say('stale')}
            </Alert>
          )}
          {saving.preview && (
            <div ref={consequences}>
              <Consequences of={saving.preview} />
            </div>
          )}
          <DialogFoot
            error={saving.error}
            problem={<SavingProblem error={saving.error} shown={saving.shown(saving.error)} />}
          >
            <Button variant="default" onClick={leave}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={saving.isPending} {...(breaks > 0 && { color: 'red' })}>
              {isUsed && !saving.preview
                ? say('preview')
                : breaks > 0
                  ? say('saveBreaking', { count: breaks })
                  : say('save')}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
