import { Text } from '@mantine/core';
import type { operations } from '../../../api/schema';
import { TextLink } from '../../../parts/link';
import { useWords } from '../../../words/words';
import { Figure } from './figure';
import { arrivedAt, reopenedAt, solvedAt, type FlowStep } from './flow-data';
import classes from './flow.module.css';
import { words } from './words';

export type TierQueue = operations['ShowQueues.show']['responses'][200]['content']['application/json']['items'][number];

interface Props {
  readonly queue: TierQueue;
  readonly steps: readonly FlowStep[] | undefined;
  /** What arrived at the first tier is said on its left already. */
  readonly isFirst: boolean;
}

/** One tier: how it stands now and what it did in the last hours. */
export function TierCard({ queue, steps, isFirst }: Props) {
  const say = useWords(words);
  const { tier, name, waiting, inProgress, atRisk, breached } = queue;
  const direct = steps && !isFirst ? arrivedAt(steps, tier) : 0;
  const reopened = steps ? reopenedAt(steps, tier) : 0;
  const foot = [
    steps && say('solved', { count: solvedAt(steps, tier) }),
    direct > 0 && say('direct', { count: direct }),
    reopened > 0 && say('reopened', { count: reopened }),
  ].filter(Boolean);
  return (
    <li className={classes.card}>
      <TextLink to="/queues/$tier" params={{ tier: String(tier) }} c="inherit" fw={650} truncate title={name}>
        {name}
      </TextLink>
      <dl className={classes.figures}>
        <Line label={say('waiting')} value={waiting} />
        <Line label={say('inProgress')} value={inProgress} />
        <Line label={say('atRisk')} value={atRisk} tone="risk" />
        <Line label={say('broken')} value={breached} tone="broken" />
      </dl>
      <Text size="xs" c="dimmed" className="figures" mih="1.2em">
        {foot.join(' · ')}
      </Text>
    </li>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: number;
  readonly tone?: 'risk' | 'broken';
}

const Line = ({ label, value, tone }: LineProps) => (
  <div className={classes.figure} data-tone={value > 0 ? tone : undefined}>
    <dt>{label}</dt>
    <dd>
      <Figure value={value} />
    </dd>
  </div>
);
