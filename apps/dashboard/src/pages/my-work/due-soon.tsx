import { $api } from '../../api/client';
import { TextLink } from '../../parts/link';
import { allThere, TicketList } from '../../parts/ticket-list/ticket-list';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { HELD } from './held';
import { Section } from './section';
import { words } from './words';

const SHOWN = 8;

/** For who has nothing in hand: what is due soonest. A lead sees what others hold too, and the way to the board. */
export function DueSoon() {
  const say = useWords(words);
  const { isLead, desks } = useMe();
  const tier = [...new Set(desks.map((desk) => desk.tier))].join(',');
  const { data } = $api.useQuery('get', '/api/v1/tickets', {
    params: {
      query: isLead
        ? { state: `queued,${HELD}`, sort: 'due', limit: SHOWN }
        : { state: 'queued', ...(tier && { tier }), sort: 'due', limit: SHOWN },
    },
  });
  if (!data || data.items.length === 0) return null;
  const title = say(isLead ? 'soon' : 'soonYours');
  return (
    <Section
      title={title}
      action={
        isLead && (
          <TextLink to="/board" size="sm">
            {say('toBoard')}
          </TextLink>
        )
      }
    >
      <TicketList
        label={title}
        rows={allThere(data.items)}
        columns={['priority', 'subject', 'tier', 'nextClock']}
        details={isLead ? ['where', 'organisation', 'history'] : ['requester', 'organisation', 'history']}
      />
    </Section>
  );
}
