import { ActionIcon, Text, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useWords } from '../../../words/words';
import { runbookWords } from './runbook-words';
import type { Run, Step } from './runbooks-data';
import classes from './diagnosis.module.css';

interface RunPathProps {
  readonly run: Run;
  readonly onCorrect: ((step: Step) => void) | null;
}

/** What was done so far, with what came of it. */
export function RunPath({ run, onCorrect }: RunPathProps) {
  const say = useWords(runbookWords);
  if (run.path.length === 0) return null;
  const inWords = (result: string | number | null, told: string): string =>
    result === null ? say('passedOver') : result === 'pass' || result === 'fail' ? say(result) : told;
  return (
    <ol className={classes.path} aria-label={say('done')}>
      {run.path.map((done) => {
        const step = run.steps.find(({ id }) => id === done.stepId);
        return (
          <li key={`${done.stepId}-${done.position}`} data-result={done.result === 'fail' ? 'fail' : undefined}>
            <Text size="sm">
              {done.title} <b>{inWords(done.result, done.inWords)}</b>
              {onCorrect && step && (
                <Tooltip label={say('correct')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="xs"
                    ml={4}
                    aria-label={`${say('correct')}: ${done.title}`}
                    onClick={() => onCorrect(step)}
                  >
                    <IconPencil size={13} />
                  </ActionIcon>
                </Tooltip>
              )}
            </Text>
            <Text size="xs" c="dimmed">
              {[done.agent?.name, done.note].filter(Boolean).join(': ')}
            </Text>
          </li>
        );
      })}
    </ol>
  );
}
