import { Badge, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { useHandOvers, type HandOvers } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { handOverWords } from './hand-over-words';
import classes from './hand-over.module.css';
import { Panel } from './panel';
import { WorkOrder } from './work-order';

/** What the tier before knows: read first. */
export function HandOverPanel() {
  const say = useWords(handOverWords);
  const { ticket } = useDesk();
  const query = useHandOvers(ticket.id);
  const [showsAll, setShowsAll] = useState(false);
  const bounces = query.data?.bounces ?? 0;
  return (
    <Panel
      title={say('title')}
      right={
        bounces > 0 && (
          <Badge size="sm" color={bounces > 2 ? 'red' : 'orange'} variant="light" tt="none">
            {say('bounces', { count: bounces })}
          </Badge>
        )
      }
    >
      <Loaded query={query} loading={<LoadingRows rows={2} height={60} />}>
        {(handOvers) => {
          const newest = handOvers.items.toReversed();
          return (
            <>
              {newest.length === 0 && (
                <Text size="sm" c="dimmed">
                  {say('none')}
                </Text>
              )}
              {newest.length > 0 && handOvers.goal && (
                <div className={classes.part} style={{ marginBottom: 8 }}>
                  <h3>{say('goal')}</h3>
                  <p>{handOvers.goal}</p>
                </div>
              )}
              {(showsAll ? newest : newest.slice(0, 1)).map((order) => (
                <WorkOrder key={order.id} order={order} />
              ))}
              {newest.length > 1 && !showsAll && (
                <Button variant="subtle" color="gray" size="compact-xs" ml={-8} onClick={() => setShowsAll(true)}>
                  {say('others', { count: newest.length - 1 })}
                </Button>
              )}
              <Times handOvers={handOvers} />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

/** By whom, and for how long, with what it waited for. */
function Times({ handOvers: { workPerAgent, timePerTier } }: { readonly handOvers: HandOvers }) {
  const say = useWords(handOverWords);
  const formats = useFormats();
  const work = workPerAgent.map(({ agent, tier, seconds }) =>
    say('work', { name: agent?.name ?? say('someone'), tier: tier ?? '–', time: formats.duration(seconds) }),
  );
  return (
    <div className={classes.times}>
      {work.length > 0 && (
        <Text size="xs" className="figures">
          <Text span inherit c="dimmed">
            {say('workTitle')}:
          </Text>{' '}
          {work.join(' · ')}
        </Text>
      )}
      {timePerTier.map((time) => (
        <Text key={time.tier} size="xs" c="dimmed" className="figures">
          {say('tierTime', {
            tier: time.tier,
            worked: formats.duration(time.workingSeconds),
            waited: formats.duration(
              time.waitingSeconds +
                time.awaitingCustomerSeconds +
                time.awaitingVendorSeconds +
                time.awaitingInterventionSeconds,
            ),
          })}
        </Text>
      ))}
    </div>
  );
}
