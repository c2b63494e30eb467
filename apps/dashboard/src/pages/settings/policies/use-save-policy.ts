import type { UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { useWords } from '../../../words/words';
import { showAtFields } from '../../ticket/actions/use-form-draft';
import { changesKey, policiesKey, type Consequence, type Policy } from './policy-data';
import { pointersOf, toBody, type PolicyForm } from './policy-form';
import { policyWords } from './policy-words';

interface Saving {
  readonly form: UseFormReturnType<PolicyForm>;
  readonly base: Policy | null;
  readonly setBase: (policy: Policy) => void;
  readonly onSaved: () => void;
}

/** `go` first looks what saving would do; once that was seen for exactly these values, it saves. */
export function useSavePolicy({ form, base, setBase, onSaved }: Saving) {
  const say = useWords(policyWords);
  const client = useQueryClient();
  const [seen, setSeen] = useState<{ readonly of: string; readonly would: Consequence } | null>(null);
  const [isStale, setStale] = useState(false);
  const body = toBody(form.getValues());
  const key = JSON.stringify(body);
  const onError = (error: unknown): void => {
    showAtFields(form, error, pointersOf(form.getValues()));
    if (base && error instanceof Problem && error.at('/expectedVersion') !== undefined) void renew(base.id);
  };
  /** Somebody was faster: what it is now is shown, and what was typed is looked at against that. */
  async function renew(id: string): Promise<void> {
    const { data } = await api.GET('/api/v1/sla/policies/{id}', { params: { path: { id } } });
    if (data) setBase(data);
    setStale(true);
    setSeen(null);
  }
  const onLooked = (would: Consequence): void => setSeen({ of: key, would });
  const onDone = (): void => {
    void client.invalidateQueries({ queryKey: policiesKey });
    void client.invalidateQueries({ queryKey: changesKey });
    notifications.show({ color: 'green', message: say('saved') });
    onSaved();
  };
  const lookAtNew = $api.useMutation('post', '/api/v1/sla/policies/preview', { onSuccess: onLooked, onError });
  const look = $api.useMutation('post', '/api/v1/sla/policies/{id}/preview', { onSuccess: onLooked, onError });
  const add = $api.useMutation('post', '/api/v1/sla/policies', { onSuccess: onDone, onError });
  const replace = $api.useMutation('put', '/api/v1/sla/policies/{id}', { onSuccess: onDone, onError });
  const all = [lookAtNew, look, add, replace];
  const preview = seen?.of === key ? seen.would : undefined;
  return {
    preview,
    isStale,
    isPending: all.some(({ isPending }) => isPending),
    error: all.find(({ error }) => error !== null)?.error ?? null,
    go(): void {
      for (const each of all) each.reset();
      if (!base) return preview ? add.mutate({ body }) : lookAtNew.mutate({ body });
      const change = { params: { path: { id: base.id } }, body: { ...body, expectedVersion: base.version } };
      return preview ? replace.mutate(change) : look.mutate(change);
    },
  };
}
