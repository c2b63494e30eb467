import { useParams, useSearch } from '@tanstack/react-router';
import { Loaded, LoadingRows, PageHead } from '../../parts/states';
import { TakeNextButton } from '../../parts/taking/take-next-button';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { useQueueFigures, useWaiting } from './queue-data';
import { QueueFigures } from './queue-figures';
import { QueueList } from './queue-list';
import { SectorFilter } from './sector-filter';
import { words } from './words';

/** The queue of one tier, all of it or one sector. */
export function QueuePage() {
  const say = useWords(words);
  const me = useMe();
  const { tier: path } = useParams({ from: '/desk/queues/$tier' });
  // The router keeps a filter that says nothing.
  const sector = useSearch({ from: '/desk/queues/$tier' }).sector || undefined;
  const tier = Number(path.replace(/^L/i, ''));
  const queue = useQueueFigures(tier);
  const waiting = useWaiting(tier, sector);
  if (queue.data === null) return <PageHead title={say('noTier')} />;
  const name = queue.data?.name ?? `L${tier}`;
  const figures = sector ? queue.data?.sectors?.find((each) => each.sector === sector) : queue.data;
  return (
    <>
      <PageHead title={say('queue', { name })}>
        {(me.isLead || me.desks.some((desk) => desk.tier === tier)) && <TakeNextButton tier={tier} sector={sector} />}
      </PageHead>
      <QueueFigures figures={figures ?? { waiting: 0, inProgress: 0, oldest: null, atRisk: 0, breached: 0 }} />
      <Loaded query={waiting} loading={<LoadingRows height={52} />}>
        {(tickets) => (
          <QueueList
            key={`${tier} ${sector ?? ''}`}
            name={name}
            tickets={tickets}
            query={waiting}
            bySector={sector !== undefined}
            waiting={figures?.waiting ?? 0}
            filter={
              <SectorFilter
                tier={tier}
                chosen={sector}
                waiting={queue.data?.waiting ?? 0}
                sectors={queue.data?.sectors ?? []}
              />
            }
          />
        )}
      </Loaded>
    </>
  );
}
