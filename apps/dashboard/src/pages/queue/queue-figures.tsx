import { Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNow } from '../../live/now';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import classes from './queue.module.css';
import { words } from './words';

interface Figures {
  readonly waiting: number;
  readonly inProgress: number;
  readonly oldest: string | null;
  readonly atRisk: number;
  readonly breached: number;
}

/** How the queue stands, in five figures. */
export function QueueFigures({ figures }: { readonly figures: Figures }) {
  const say = useWords(words);
  const formats = useFormats();
  const { waiting, inProgress, oldest, atRisk, breached } = figures;
  return (
    <dl className={classes.figures}>
      <Figure label={say('waiting')}>{formats.number(waiting)}</Figure>
      <Figure label={say('inProgress')}>{formats.number(inProgress)}</Figure>
      <Figure label={say('oldest')}>{oldest ? <Since at={oldest} /> : '–'}</Figure>
      <Figure label={say('atRisk')} help={say('atRiskHelp')} tone={atRisk > 0 ? 'risk' : undefined}>
        {formats.number(atRisk)}
      </Figure>
      <Figure label={say('breached')} help={say('breachedHelp')} tone={breached > 0 ? 'broken' : undefined}>
        {formats.number(breached)}
      </Figure>
    </dl>
  );
}

function Since({ at }: { readonly at: string }) {
  const formats = useFormats();
  return formats.duration(Math.max(0, (useNow() - Date.parse(at)) / 1_000));
}

interface FigureProps {
  readonly label: string;
  readonly help?: string;
  readonly tone?: 'risk' | 'broken' | undefined;
  readonly children: ReactNode;
}

function Figure({ label, help, tone, children }: FigureProps) {
  return (
    <div className={classes.figure}>
      <Tooltip label={help} disabled={!help} multiline maw={280}>
        <Text component="dt" size="xs" c="dimmed">
          {label}
        </Text>
      </Tooltip>
      <dd className={`${classes.value} figures`} data-tone={tone}>
        {children}
      </dd>
    </div>
  );
}
