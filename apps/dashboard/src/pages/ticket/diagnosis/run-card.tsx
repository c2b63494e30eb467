import { Badge, Button, Group, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { TextLink } from '../../../parts/link';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { RunPath } from './run-path';
import { RunStep } from './run-step';
import { runbookWords } from './runbook-words';
import { useRunChanged, type Run, type Step } from './runbooks-data';
import classes from './diagnosis.module.css';

const colours = { running: 'blue', finished: 'teal', abandoned: 'gray' } as const;

/** A runbook being worked through on this ticket: the step it is at, and the way so far. */
export function RunCard({ run, mayWork }: { readonly run: Run; readonly mayWork: boolean }) {
  const say = useWords(runbookWords);
  const { ticket, runbook, goToRunbook } = useDesk();
  const card = useRef<HTMLElement>(null);
  // Somebody works it through here: the focus goes from step to step.
  const [isWalked, walk] = useState(false);
  const changed = useRunChanged(ticket.id);
  const [correcting, setCorrecting] = useState<Step | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const step = $api.useMutation('post', '/api/v1/tickets/{id}/runs/{runId}/steps/{stepId}', {
    onSuccess: (answer) => {
      setCorrecting(null);
      changed(answer);
      if (answer.current === null) card.current?.focus();
    },
  });
  const abandon = $api.useMutation('post', '/api/v1/tickets/{id}/runs/{runId}/abandon', {
    onSuccess: (answer) => {
      changed(answer);
      card.current?.focus();
    },
  });
  const path = { id: ticket.id, runId: run.id };
  const isRunning = run.state === 'running';
  const current = correcting ?? (isRunning ? run.current : null);
  const isWanted = isRunning && (runbook === run.runbookId || runbook === run.id);
  useEffect(() => {
    if (!isWanted) return;
    card.current?.scrollIntoView({ block: 'nearest' });
    card.current?.focus();
    walk(true);
    goToRunbook(null);
  }, [isWanted, goToRunbook]);
  return (
    <article ref={card} tabIndex={-1} className={classes.run} data-state={run.state} aria-label={run.title}>
      <Group justify="space-between" gap="xs" wrap="nowrap" mb={4}>
        <TextLink to="/runbooks/$id" params={{ id: run.runbookId }} size="sm" fw={650} c="inherit">
          {run.title}
        </TextLink>
        <Badge size="xs" variant="light" color={colours[run.state]} tt="none" flex="none">
          {say(run.state)}
        </Badge>
      </Group>
      <RunPath
        run={run}
        onCorrect={
          mayWork && isRunning
            ? (one) => {
                walk(true);
                setCorrecting(one);
              }
            : null
        }
      />
      {current && mayWork && (
        <RunStep
          key={`${current.id}-${run.path.length}-${correcting ? 'again' : ''}`}
          step={current}
          title={correcting ? say('correcting', { step: current.title }) : current.title}
          isPending={step.isPending}
          error={step.error}
          takesFocus={isWalked}
          onDone={(body) => {
            walk(true);
            step.mutate({ params: { path: { ...path, stepId: current.id } }, body });
          }}
          onCancel={correcting ? () => setCorrecting(null) : null}
        />
      )}
      {isRunning && !run.current && (
        <Text size="sm" c="dimmed">
          {say('all')}
        </Text>
      )}
      {run.missing.length > 0 && isRunning && (
        <Text size="xs" c="dimmed" mt={6}>
          {say('missing', { steps: run.missing.map(({ title }) => title).join(', ') })}
        </Text>
      )}
      {run.abandonReason && (
        <Text size="xs" c="dimmed">
          {run.abandonReason}
        </Text>
      )}
      {isRunning && mayWork && reason === null && (
        <Button variant="subtle" color="gray" size="compact-xs" ml={-8} mt={4} onClick={() => setReason('')}>
          {say('abandon')}
        </Button>
      )}
      {isRunning && reason !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) abandon.mutate({ params: { path }, body: { reason } });
          }}
        >
          <Group gap={6} align="flex-end" mt={6}>
            <TextInput
              size="xs"
              flex={1}
              label={say('abandonWhy')}
              autoFocus
              maxLength={2_000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button size="xs" variant="default" type="submit" loading={abandon.isPending} disabled={!reason.trim()}>
              {say('stop')}
            </Button>
          </Group>
          <ActionProblem error={abandon.error} />
        </form>
      )}
    </article>
  );
}
