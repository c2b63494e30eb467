import type { UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { useWords } from '../../../words/words';
import { changesKey, policiesKey, type Consequence } from '../policies/policy-data';
import { calendarsKey } from './calendar-data';
import { fieldOf, toBody, type CalendarForm } from './calendar-form';
import type { Calendar } from './calendar-spec';
import { words } from './words';

interface Saving {
  readonly form: UseFormReturnType<CalendarForm>;
  /** What the typed values were made from; null: a new one. */
  readonly calendar: Calendar | null;
  /** Whether promises go by it, so that what would become of them is shown first. */
  readonly isUsed: boolean;
  readonly onSaved: () => void;
}

const isStaleVersion = (error: unknown): boolean => error instanceof Problem && error.code === 'calendar.stale-version';

/** `go` first looks what saving would do to promises that run, if any go by it; once that was seen for these values, it saves. */
export function useSaveCalendar({ form, calendar, isUsed, onSaved }: Saving) {
  const say = useWords(words);
  const client = useQueryClient();
  const [version, setVersion] = useState(calendar?.version ?? null);
  const [seen, setSeen] = useState<{ readonly of: string; readonly would: Consequence } | null>(null);
  const [isStale, setStale] = useState(false);
  const body = toBody(form.getValues());
  const code = calendar?.code ?? form.getValues().code.trim();
  const key = JSON.stringify([code, body]);
  /** Somebody was faster, or has this code already: nothing was written. */
  function overtaken({ document }: Problem): void {
    if (calendar === null) return form.setFieldError('code', say('codeTaken'));
    setVersion(typeof document['currentVersion'] === 'number' ? document['currentVersion'] : null);
    setSeen(null);
    setStale(true);
  }
  const onError = (error: unknown): void => {
    if (!(error instanceof Problem)) return;
    if (error.code === 'calendar.stale-version') return overtaken(error);
    const found = error.errors.flatMap(({ pointer, detail }) => {
      const field = fieldOf(form.getValues(), pointer);
      return field === null ? [] : [[field, detail] as const];
    });
    if (found.length > 0) form.setErrors(Object.fromEntries(found));
  };
  const look = $api.useMutation('post', '/api/v1/sla/calendars/{code}/preview', {
    onSuccess: (would) => setSeen({ of: key, would }),
    onError,
  });
  const write = $api.useMutation('put', '/api/v1/sla/calendars/{code}', {
    onError,
    onSuccess: ({ changeId }) => {
      for (const queryKey of [calendarsKey, policiesKey, changesKey]) void client.invalidateQueries({ queryKey });
      notifications.show({ color: 'green', message: say(changeId === null ? 'saved' : 'savedChanging') });
      onSaved();
    },
  });
  const preview = seen?.of === key ? seen.would : undefined;
  return {
    preview,
    isStale,
    isPending: look.isPending || write.isPending,
    error: isStaleVersion(write.error) ? null : (write.error ?? look.error),
    shown: (error: unknown): readonly string[] =>
      error instanceof Problem
        ? error.errors.map(({ pointer }) => pointer).filter((each) => fieldOf(form.getValues(), each) !== null)
        : [],
    go(): void {
      if (look.isPending || write.isPending) return;
      look.reset();
      write.reset();
      const change = { params: { path: { code } }, body: { ...body, expectedVersion: version ?? 0 } };
      if (isUsed && !preview) look.mutate(change);
      else write.mutate(change);
    },
  };
}
