import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
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
  /** It comes after another that was done here: the focus goes on to it. */
  readonly takesFocus: boolean;
  readonly onDone: (body: { result?: string | number; note?: string }) => void;
  readonly onCancel: (() => void) | null;
}

/** The step that is to be done now: what to do, what is expected, and the ways it can go. */
export function RunStep({ step, title, isPending, error, takesFocus, onDone, onCancel }: RunStepProps) {
  const say = useWords(runbookWords);
  const [note, setNote] = useState('');
  const [value, setValue] = useState<string | number>('');
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  // Its name and instruction are read out with the first control that answers it.
  useEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('[data-answer]')?.focus();
  }, [takesFocus]);
  const done = (result?: string | number): void => {
    if (!isPending) onDone({ ...(result === undefined ? {} : { result }), ...(note.trim() ? { note } : {}) });
  };
  const { kind, input } = step;
  // Not disabled: that would take the focus away.
  const waits = isPending ? { 'data-disabled': true, 'aria-disabled': true } : {};
  const isGiven = value !== '' && String(value).trim() !== '';
  return (
    <form
      ref={form}
      className={classes.step}
      role="group"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-what`}
      onKeyDown={once}
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === 'input' && isGiven) done(value);
      }}
    >
      <Text size="sm" fw={600} id={`${id}-title`}>
        {title}
      </Text>
      <Text size="sm" component="div" id={`${id}-what`}>
        <PlainText>{step.instruction}</PlainText>
      </Text>
      {step.expected && (
        <Text size="xs" c="dimmed">
          {say('expected', { what: step.expected })}
        </Text>
      )}
      {kind === 'input' && input?.type === 'choice' && (
        <Select
          data-answer
          size="xs"
          label={say('answer')}
          data={input.choices ?? []}
          value={value === '' ? null : String(value)}
          onChange={(chosen) => setValue(chosen ?? '')}
        />
      )}
      {kind === 'input' && input?.type === 'number' && (
        <NumberInput
          data-answer
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
          data-answer
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
            <Button key={label} size="xs" variant="default" data-answer {...waits} onClick={() => done(label)}>
              {label}
            </Button>
          ))}
      </Stack>
      <Group gap={6}>
        {kind === 'check' && (
          <>
            <Button size="xs" data-answer {...waits} onClick={() => done('pass')}>
              {say('pass')}
            </Button>
            <Button size="xs" variant="default" {...waits} onClick={() => done('fail')}>
              {say('fail')}
            </Button>
          </>
        )}
        {kind === 'input' && (
          <Button size="xs" type="submit" disabled={!isGiven} {...waits}>
            {say('next')}
          </Button>
        )}
        {!step.required && kind !== 'branch' && (
          <Button size="xs" variant="subtle" color="gray" {...waits} onClick={() => done()}>
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

/** A key that is held down answers one step, not all that follow. */
function once(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLButtonElement)
    event.preventDefault();
}
