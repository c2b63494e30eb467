import { Button, Group, Select, Stack, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { useWords } from '../../../words/words';
import { useFormDraft } from '../../ticket/actions/use-form-draft';
import { fieldOf, toForm, toSpec, type CalendarForm } from '../calendars/calendar-form';
import type { CalendarSpec } from '../calendars/calendar-spec';
import { DayFields } from '../calendars/day-fields';
import { WeekFields } from '../calendars/week-fields';
import { OrganisationChoice } from '../customers/choices';
import { useOrganisation } from '../customers/customer-data';
import { useNeeded } from '../parts/form-dialog';
import { SavingProblem } from '../parts/saving-problem';
import { words as common } from '../parts/words';
import { words } from './words';

export interface QuietHours {
  /** `default`: of everybody who has none of their own; null: of whom is yet to be chosen. */
  readonly of: string | null;
  readonly calendar: CalendarSpec | null;
}

/** A calendar's form; its code says whose hours they are. */
const formOf = ({ of, calendar }: QuietHours): CalendarForm => ({
  ...toForm(calendar && { code: '', name: '', version: 0, updatedAt: '', calendar }),
  code: of ?? '',
});

/** When automatic mail may arrive at an organisation's people. */
export function QuietHoursDialog({ hours, onClose }: { readonly hours: QuietHours; readonly onClose: () => void }) {
  const say = useWords(words);
  const saved = useWords(common);
  const needed = useNeeded();
  const client = useQueryClient();
  const organisation = useOrganisation(hours.of === 'default' ? null : hours.of);
  const { form, forget, focusFirst } = useFormDraft(`quiet-hours:${hours.of ?? 'new'}`, formOf(hours), {
    code: needed,
    timezone: needed,
  });
  const values = form.getValues();
  const leave = (): void => {
    forget();
    onClose();
  };
  const save = $api.useMutation('put', '/api/v1/notifications/quiet-hours/{organisation}', {
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['get', '/api/v1/notifications/quiet-hours'] });
      notifications.show({ color: 'green', message: saved('saved') });
      leave();
    },
    onError: (error) => {
      const problem = error as unknown;
      if (!(problem instanceof Problem)) return;
      const found = problem.errors.flatMap(({ pointer, detail }) => {
        const field = fieldOf(form.getValues(), `/calendar${pointer}`);
        return field === null ? [] : [[field, detail] as const];
      });
      if (found.length > 0) form.setErrors(Object.fromEntries(found));
    },
  });
  const error: unknown = save.error;
  const shown = error instanceof Problem ? error.errors.map(({ pointer }) => pointer).filter((pointer) => fieldOf(values, `/calendar${pointer}`) !== null) : []; // prettier-ignore
  const name = hours.of === 'default' ? say('everybody') : (organisation?.name ?? '…');
  return (
    <Dialog
      onClose={onClose}
      size="xl"
      title={hours.of === null ? say('setHours') : say('hoursOf', { name })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': saved('close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(() => {
          if (save.isPending) return;
          save.mutate({ params: { path: { organisation: values.code } }, body: toSpec(values) });
        }, focusFirst)}
      >
        <Stack gap="md">
          <Group grow align="flex-start">
            {hours.of === null && (
              <OrganisationChoice label={say('organisation')} required {...form.getInputProps('code')} />
            )}
            <Select
              label={say('timezone')}
              required
              searchable
              allowDeselect={false}
              limit={100}
              data={[...new Set([values.timezone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
              {...form.getInputProps('timezone')}
            />
          </Group>
          <Switch label={say('allDay')} {...form.getInputProps('always', { type: 'checkbox' })} />
          {!values.always && (
            <>
              <WeekFields form={form} />
              <DayFields form={form} />
            </>
          )}
          <DialogFoot error={error} problem={<SavingProblem error={error} shown={shown} />}>
            <Button variant="default" onClick={leave}>
              {saved('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {saved('save')}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
