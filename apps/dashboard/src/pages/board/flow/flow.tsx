import { Text } from '@mantine/core';
import { $api } from '../../../api/client';
import { TextLink } from '../../../parts/link';
import { Empty, Loaded, LoadingRows, ProblemNote } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { Section } from '../section';
import { words as boardWords } from '../words';
import { Arrows } from './arrows';
import { arrived, askedVendor, cameBack, useFlow, wentUp, type FlowStep, type Span } from './flow-data';
import classes from './flow.module.css';
import { TierCard, type TierQueue } from './tier-card';
import { words } from './words';

/** How tickets move: in on the left, up from tier to tier and back, to the vendor on the right. */
export function Flow({ span }: { readonly span: Span }) {
  const say = useWords(words);
  const sayBoard = useWords(boardWords);
  const queues = $api.useQuery('get', '/api/v1/desk/queues');
  const flow = useFlow(span);
  return (
    <Section
      title={say('title')}
      aside={
        <Text size="xs" c="dimmed">
          {sayBoard('lastHours', { count: span })}
        </Text>
      }
    >
      <Loaded query={queues} loading={<LoadingRows rows={1} height={132} />}>
        {({ items }) =>
          items.length === 0 ? <Empty title={say('noTiers')} /> : <Tiers queues={items} steps={flow.data?.steps} />
        }
      </Loaded>
      {flow.isError && !flow.data && <ProblemNote error={flow.error} onRetry={() => void flow.refetch()} />}
    </Section>
  );
}

interface TiersProps {
  readonly queues: readonly TierQueue[];
  /** Undefined: not known. */
  readonly steps: readonly FlowStep[] | undefined;
}

function Tiers({ queues, steps }: TiersProps) {
  const say = useWords(words);
  const into = steps && arrived(steps);
  const asked = steps && askedVendor(steps);
  return (
    <ol className={classes.tiers}>
      <Arrows
        sentence={into === undefined ? say('unknown') : say('into', { count: into })}
        up={into}
        label={say('arrived')}
      />
      {queues.map((queue, index) => {
        const next = queues[index + 1];
        const up = next && steps && wentUp(steps, queue.tier, next.tier);
        const back = next && steps && cameBack(steps, queue.tier, next.tier);
        return [
          <TierCard key={queue.tier} queue={queue} steps={steps} isFirst={index === 0} />,
          next && (
            <Arrows
              key={`above ${queue.tier}`}
              sentence={
                up === undefined || back === undefined
                  ? say('unknown')
                  : say('between', { from: queue.name, to: next.name, up, back })
              }
              label={say('up')}
              up={up}
              backLabel={say('back')}
              back={back}
            />
          ),
        ];
      })}
      <Arrows
        sentence={asked === undefined ? say('unknown') : say('toVendor', { count: asked })}
        up={asked}
        label={say('asked')}
      />
      <li className={`${classes.card} ${classes.vendor}`}>
        <Text fw={650}>{say('vendor')}</Text>
        <TextLink to="/vendor-cases" size="sm">
          {say('cases')}
        </TextLink>
      </li>
    </ol>
  );
}
