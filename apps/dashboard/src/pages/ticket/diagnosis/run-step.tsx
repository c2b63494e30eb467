import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ActionProblem } from '../../../parts/action-problem';
import { useWords } from '../../../words/words';
import { PlainText } from '../conversation/plain-text';
import { runbookWords } from './runbook-words';
import type { Step } from './runbooks-data';
import classes from './diagnosis.module.css';

interface RunStepProps {
  readonly step: Step;
  readonly title: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onDone: (body: { result?: string | number; note?: string }) => void;
  readonly onCancel: (() => void) | null;
}

/** The step that is to be done now: what to do, what is expected, and the ways it can go. */
export function RunStep({ step, title, isPending, error, onDone, onCancel }: RunStepProps) {
  const say = useWords(runbookWords);
  const [note, setNote] = useState('');
  const [value, setValue] = useState<string | number>('');
  const done = (result?: string | number): void =>
    onDone({ ...(result === undefined ? {} : { result }), ...(note.trim() ? { note } : {}) });
  const { kind, input } = step;
  const isGiven = value !== '' && String(value).trim() !== '';
  return (
    <form
      className={classes.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === 'input' && isGiven) done(value);
      }}
    >
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="sm" component="div">
        <PlainText>{step.instruction}</PlainText>
      </Text>
      {step.expected && (
        <Text size="xs" c="dimmed">
          {say('expected', { what: step.expected })}
        </Text>
      )}
      {kind === 'input' && input?.type === 'choice' && (
        <Select
          size="xs"
          label={say('answer')}
          data={input.choices ?? []}
          value={value === '' ? null : String(value)}
          onChange={(chosen) => setValue(chosen ?? '')}
        />
      )}
      {kind === 'input' && input?.type === 'number' && (
        <NumberInput
          size="xs"
          label={say('answer')}
          {...(input.min === undefined ? {} : { min: input.min })}
          {...(input.max === undefined ? {} : { max: input.max })}
          {...(input.unit ? { suffix: ` ${input.unit}` } : {})}
          value={value}
          onChange={setValue}
        />
      )}
      {kind === 'input' && (input === undefined || input.type === 'text') && (
        <Textarea
          size="xs"
          label={say('answer')}
          autosize
          maxRows={6}
          value={String(value)}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <TextInput
        size="xs"
        aria-label={say('note')}
        placeholder={say('note')}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ActionProblem error={error} />
      <Stack gap={6}>
        {kind === 'branch' &&
          step.options?.map(({ label }) => (
            <Button key={label} size="xs" variant="default" disabled={isPending} onClick={() => done(label)}>
              {label}
            </Button>
          ))}
      </Stack>
      <Group gap={6}>
        {kind === 'check' && (
          <>
            <Button size="xs" disabled={isPending} onClick={() => done('pass')}>
              {say('pass')}
            </Button>
            <Button size="xs" variant="default" disabled={isPending} onClick={() => done('fail')}>
              {say('fail')}
            </Button>
          </>
        )}
        {kind === 'input' && (
          <Button size="xs" type="submit" disabled={!isGiven || isPending}>
            {say('next')}
          </Button>
        )}
        {!step.required && kind !== 'branch' && (
          <Button size="xs" variant="subtle" color="gray" disabled={isPending} onClick={() => done()}>
            {say('skip')}
          </Button>
        )}
        {onCancel && (
          <Button size="xs" variant="subtle" color="gray" onClick={onCancel}>
            {say('cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
