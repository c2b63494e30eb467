import { Tabs } from '@mantine/core';
import { useIntersection, useMediaQuery } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { Loaded, LoadingRows } from '../../parts/states';
import { defineWords, useWords } from '../../words/words';
import { Dialogs } from './actions/dialogs';
import { Composer } from './composer/composer';
import { ComposerBar } from './composer/composer-bar';
import { Conversation } from './conversation/conversation';
import { ConsultationsPanel } from './diagnosis/consultations.panel';
import { HypothesesPanel } from './diagnosis/hypotheses.panel';
import { RunbooksPanel } from './diagnosis/runbooks.panel';
import { TicketHead } from './head/ticket-head';
import { IncidentPanel } from './incident/incident.panel';
import { ClocksPanel } from './side/clocks.panel';
import { HandOverPanel } from './side/hand-over.panel';
import { ManagementPanel } from './side/management.panel';
import { ProblemPanel } from './side/problem.panel';
import { RequesterPanel } from './side/requester.panel';
import { OtherTicketsPanels, PrecedentsPanel } from './side/context.panel';
import { TimelinePanel } from './side/timeline.panel';
import { WatchersPanel } from './side/watchers.panel';
import { useTicketQuery, type TicketView } from './ticket-data';
import { TicketDesk, useDesk } from './ticket-desk';
import { WorkLogPanel } from './work/work-log.panel';
import classes from './ticket.module.css';

const words = defineWords({
  en: {
    conversation: 'Conversation',
    overview: 'Overview',
    diagnosis: 'Diagnosis',
    around: 'Around',
    history: 'History',
    parts: 'Parts of the ticket',
  },
  ru: {
    conversation: 'Переписка',
    overview: 'Обзор',
    diagnosis: 'Диагноз',
    around: 'Рядом',
    history: 'История',
    parts: 'Разделы заявки',
  },
  ko: {
    conversation: '대화',
    overview: '개요',
    diagnosis: '진단',
    around: '관련',
    history: '이력',
    parts: '티켓의 부분',
  },
});

/** On a broad screen it is always there, and no part of its own. */
const TALK = 'conversation';

/** `/tickets/$id`, by id or number. */
export function TicketPage() {
  const { id } = useParams({ from: '/desk/tickets/$id' });
  const query = useTicketQuery(id);
  return (
    <Loaded query={query} loading={<LoadingRows rows={7} height={64} />}>
      {(ticket) => (
        <TicketDesk key={ticket.id} ticket={ticket}>
          <Ticket ticket={ticket} />
        </TicketDesk>
      )}
    </Loaded>
  );
}

function Ticket({ ticket }: { readonly ticket: TicketView }) {
  const isWide = useMediaQuery('(min-width: 68em)', undefined, { getInitialValueInEffect: false });
  useEffect(() => {
    const before = document.title;
    document.title = `${ticket.number} ${ticket.subject}`;
    return () => {
      document.title = before;
    };
  }, [ticket.number, ticket.subject]);
  return (
    <>
      {isWide ? <Wide ticket={ticket} /> : <Narrow ticket={ticket} />}
      <Dialogs />
    </>
  );
}

function Wide({ ticket }: { readonly ticket: TicketView }) {
  const { part, show } = useDesk();
  return (
    <div className={classes.wide}>
      <TicketHead />
      <div className={classes.talk}>
        <Conversation ticketId={ticket.id} />
        <Composer />
      </div>
      <aside className={classes.side}>
        <Tabs value={part === null || part === TALK ? 'overview' : part} onChange={show} keepMounted={false}>
          <SideTabs />
        </Tabs>
      </aside>
    </div>
  );
}

function Narrow({ ticket }: { readonly ticket: TicketView }) {
  const say = useWords(words);
  const { part, show } = useDesk();
  // A long conversation begins at its end: then the name of the ticket stays in sight.
  const { ref, entry } = useIntersection({ rootMargin: '-52px 0px 0px 0px' });
  return (
    <div className={classes.narrow}>
      <div ref={ref}>
        <TicketHead />
      </div>
      <Tabs value={part ?? TALK} onChange={show} keepMounted={false}>
        <SideTabs
          first={<Tabs.Tab value={TALK}>{say('conversation')}</Tabs.Tab>}
          name={entry?.isIntersecting === false && `${ticket.number} ${ticket.subject}`}
        />
        <Tabs.Panel value={TALK} pt="sm">
          <Conversation ticketId={ticket.id} />
        </Tabs.Panel>
      </Tabs>
      <ComposerBar onSent={() => show(TALK)} />
    </div>
  );
}

function SideTabs({ first, name }: { readonly first?: ReactNode; readonly name?: string | false }) {
  const say = useWords(words);
  const { ticket } = useDesk();
  return (
    <>
      <div className={classes.bar}>
        <Tabs.List className={classes.tabs} aria-label={say('parts')}>
          {first}
          <Tabs.Tab value="overview">{say('overview')}</Tabs.Tab>
          <Tabs.Tab value="diagnosis">{say('diagnosis')}</Tabs.Tab>
          <Tabs.Tab value="around">{say('around')}</Tabs.Tab>
          <Tabs.Tab value="history">{say('history')}</Tabs.Tab>
        </Tabs.List>
        {name && (
          <div className={classes.name} aria-hidden>
            {name}
          </div>
        )}
      </div>
      <Tabs.Panel value="overview" pt="sm" className={classes.panel}>
        <Overview />
      </Tabs.Panel>
      <Tabs.Panel value="diagnosis" pt="sm" className={classes.panel}>
        <RunbooksPanel />
        <HypothesesPanel />
        <ConsultationsPanel />
        <PrecedentsPanel ticketId={ticket.id} />
      </Tabs.Panel>
      <Tabs.Panel value="around" pt="sm" className={classes.panel}>
        <IncidentPanel />
        <OtherTicketsPanels ticketId={ticket.id} />
        <WatchersPanel />
      </Tabs.Panel>
      <Tabs.Panel value="history" pt="sm" className={classes.panel}>
        <WorkLogPanel />
        <TimelinePanel />
      </Tabs.Panel>
    </>
  );
}

/** Whoever got the ticket from below reads the hand-over first. */
function Overview() {
  const { ticket } = useDesk();
  return (
    <>
      <ManagementPanel />
      {ticket.handedOverFrom !== null && <HandOverPanel />}
      <ProblemPanel />
      <ClocksPanel ticketId={ticket.id} />
      <RequesterPanel />
      {ticket.handedOverFrom === null && <HandOverPanel />}
    </>
  );
}
