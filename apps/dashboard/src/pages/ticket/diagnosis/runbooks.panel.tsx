import { Badge, Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { TextLink } from '../../../parts/link';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useWords } from '../../../words/words';
import classes from '../side/lines.module.css';
import { Panel } from '../side/panel';
import { useDesk } from '../ticket-desk';
import { RunCard } from './run-card';
import { runbookWords } from './runbook-words';
import { useFitting, useRunChanged, useRuns, type Fitting } from './runbooks-data';

/** The procedures that fit this ticket, and those being worked through. */
export function RunbooksPanel() {
  const say = useWords(runbookWords);
  const { ticket, may, goToRunbook } = useDesk();
  const runs = useRuns(ticket.id);
  const fitting = useFitting(ticket.id);
  const changed = useRunChanged(ticket.id);
  const start = $api.useMutation('post', '/api/v1/tickets/{id}/runs', {
    onSuccess: (run) => {
      changed(run);
      goToRunbook(run.id);
    },
  });
  const own = runs.data?.items ?? [];
  const isRunning = (runbookId: string): boolean =>
    own.some((run) => run.runbookId === runbookId && run.state === 'running');
  return (
    <Panel title={say('title')}>
      {own.toReversed().map((run) => (
        <RunCard key={run.id} run={run} mayWork={may.has('describe')} />
      ))}
      <ActionProblem error={start.error} />
      <Loaded query={fitting} loading={<LoadingRows rows={2} height={48} />}>
        {({ items }) => {
          if (runs.isPending) return null;
          const left = items.filter(({ id }) => !isRunning(id));
          if (left.length === 0 && own.length === 0) {
            return (
              <Text size="sm" c="dimmed">
                {say('none')}
              </Text>
            );
          }
          return (
            <ul className={classes.lines}>
              {left.map((runbook) => (
                <li key={runbook.id}>
                  <Suggestion
                    runbook={runbook}
                    onStart={
                      may.has('describe')
                        ? () => start.mutate({ params: { path: { id: ticket.id } }, body: { runbookId: runbook.id } })
                        : null
                    }
                    isBusy={start.isPending}
                  />
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </Panel>
  );
}

interface SuggestionProps {
  readonly runbook: Fitting;
  readonly onStart: (() => void) | null;
  readonly isBusy: boolean;
}

function Suggestion({ runbook, onStart, isBusy }: SuggestionProps) {
  const say = useWords(runbookWords);
  const { id, title, summary, stepCount, requiredBeforeEscalation, why, run } = runbook;
  const desk = useDesk();
  const start = useRef<HTMLButtonElement>(null);
  const isWanted = desk.runbook === id;
  const { goToRunbook } = desk;
  useEffect(() => {
    if (!isWanted || !start.current) return;
    start.current.scrollIntoView({ block: 'nearest' });
    start.current.focus();
    goToRunbook(null);
  }, [isWanted, goToRunbook]);
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
      <div style={{ minWidth: 0 }}>
        <TextLink to="/runbooks/$id" params={{ id }} size="sm" fw={550} c="inherit">
          {title}
        </TextLink>
        {summary && (
          <Text size="xs" c="dimmed" lineClamp={2}>
            {summary}
          </Text>
        )}
        <Group gap={6} mt={2}>
          {requiredBeforeEscalation && (
            <Badge size="xs" color="orange" variant="light" tt="none">
              {say('required')}
            </Badge>
          )}
          <Text size="xs" c="dimmed" className="figures">
            {[say('steps', { count: stepCount }), ...why.map((each) => say(each))].join(' · ')}
          </Text>
        </Group>
      </div>
      {onStart && (
        <Button
          ref={start}
          size="compact-xs"
          variant="light"
          flex="none"
          aria-label={`${say(run ? 'again' : 'start')}: ${title}`}
          disabled={isBusy}
          onClick={onStart}
        >
          {say(run ? 'again' : 'start')}
        </Button>
      )}
    </Group>
  );
}
