import { Alert, Button, Checkbox, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { clockWords, stateWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { useFormDraft } from '../../ticket/actions/use-form-draft';
import { Consequences } from '../consequences/consequences';
import { ConditionFields } from './condition-fields';
import { isVendors, kinds, mayPause, useForWhom, useNamed, type Kind, type Policy } from './policy-data';
import { pointersOf, toForm, units, usualFor } from './policy-form';
import { policyWords } from './policy-words';
import { ThresholdFields } from './threshold-fields';
import { useRemovePolicy } from './use-remove-policy';
import { useSavePolicy } from './use-save-policy';

const pauses = ['awaiting_customer', 'awaiting_vendor', 'awaiting_intervention'] as const;

/** One promise: first what saving it would do, then saving it. */
export function PolicyEditor({ policy, onClose }: { readonly policy: Policy | null; readonly onClose: () => void }) {
  const say = useWords(policyWords);
  const clock = useWords(clockWords);
  const state = useWords(stateWords);
  const formats = useFormats();
  const forWhom = useForWhom();
  const { calendars } = useNamed();
  /** What the typed values were made from: the newest version that was shown. */
  const [base, setBase] = useState(policy);
  const { form, forget, focusFirst } = useFormDraft(
    `policy:${policy?.id ?? 'new'}:${policy?.version ?? 0}`,
    toForm(policy),
    {
      amount: (value: number | string) => (Number(value) > 0 ? null : say('positive')),
      vendorId: (value: string, { kind }) => (isVendors(kind) && !value ? say('needed') : null),
    },
  );
  const leave = (): void => {
    forget();
    onClose();
  };
  const saving = useSavePolicy({ form, base, setBase, onSaved: leave });
  const removal = useRemovePolicy(policy, leave);
  const { kind } = form.getValues();
  const chooseKind = (chosen: string | null): void => {
    if (chosen === null) return;
    form.setValues({ kind: chosen as Kind, ...usualFor(chosen as Kind) });
  };
  const title = policy ? `${clock(policy.kind)}: ${forWhom(policy.conditions)}` : say('newTitle');
  const breaks = saving.preview?.wouldBreach ?? 0;
  return (
    <Dialog
      onClose={onClose}
      title={title}
      size="xl"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form noValidate onSubmit={form.onSubmit(() => saving.go(), focusFirst)}>
        <Stack gap="md">
          {policy ? (
            <Text size="sm" c="dimmed">
              {say(`help_${kind}`)}
            </Text>
          ) : (
            <Select
              label={say('kind')}
              description={say(`help_${kind}`)}
              data={kinds.map((value) => ({ value, label: clock(value) }))}
              allowDeselect={false}
              data-autofocus
              {...form.getInputProps('kind')}
              onChange={chooseKind}
            />
          )}
          <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
            <NumberInput
              label={say('amount')}
              withAsterisk
              min={0}
              decimalScale={2}
              w="6rem"
              {...(policy && { 'data-autofocus': true })}
              {...form.getInputProps('amount')}
            />
            <Select
              label={say('unit')}
              data={(Object.keys(units) as (keyof typeof units)[])
                .toReversed()
                .map((value) => ({ value, label: say(value) }))}
              allowDeselect={false}
              w="9rem"
              {...form.getInputProps('unit')}
            />
            <Select
              label={say('calendar')}
              data={[{ value: '', label: say('roundTheClock') }, ...calendars]}
              allowDeselect={false}
              w="11rem"
              {...form.getInputProps('calendar')}
            />
          </Group>
          <div>
            <Text component="h3" size="sm" fw={600}>
              {say('conditions')}
            </Text>
            <Text size="xs" c="dimmed" mb={6}>
              {say('conditionsHelp')}
            </Text>
            <ConditionFields form={form} />
          </div>
          {mayPause(kind) && (
            <Checkbox.Group
              label={say('pausedWhile')}
              description={say('pausedHelp')}
              {...form.getInputProps('pausedWhile')}
            >
              <Group gap="md" mt={6}>
                {pauses.map((each) => (
                  <Checkbox key={each} value={each} label={state(each)} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
          <ThresholdFields form={form} />
          <Checkbox label={say('outsideHours')} {...form.getInputProps('outsideHours', { type: 'checkbox' })} />
          {saving.isStale && base && (
            <Alert color="orange" role="alert" p="sm">
              {say('stale', {
                now: [
                  forWhom(base.conditions),
                  formats.duration(base.targetSeconds),
                  calendars.find(({ value }) => value === base.calendar)?.label ?? say('roundTheClock'),
                ].join(', '),
              })}
            </Alert>
          )}
          {removal.preview ? (
            <Consequences of={removal.preview} />
          ) : (
            saving.preview && <Consequences of={saving.preview} />
          )}
          <ActionProblem
            error={removal.error ?? (saving.isStale ? null : saving.error)}
            shown={Object.keys(pointersOf(form.getValues()))}
          />
          <DialogFoot>
            {policy && (
              <Button
                variant={removal.preview ? 'filled' : 'subtle'}
                color="red"
                mr="auto"
                loading={removal.isPending}
                onClick={() => removal.go()}
              >
                {say(removal.preview ? 'removeNow' : 'remove')}
              </Button>
            )}
            <Button variant="default" onClick={() => (removal.preview ? removal.leave() : leave())}>
              {say('cancel')}
            </Button>
            {!removal.preview && (
              <Button type="submit" loading={saving.isPending} {...(breaks > 0 && { color: 'red' })}>
                {saving.preview ? (breaks > 0 ? say('saveBreaking', { count: breaks }) : say('save')) : say('look')}
              </Button>
            )}
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
