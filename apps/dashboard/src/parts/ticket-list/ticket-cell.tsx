import { IconArrowBackUp, IconArrowUp, IconBuilding, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { defineWords, useWords } from '../../words/words';
import { channelWords, stateWords } from '../state-words';
import { useWhere } from '../where';
import { Marked } from './marked';
import classes from './ticket-list.module.css';
import type { TicketSummary } from './ticket-summary';
import type { Visitor } from './use-presence';
import { Visitors } from './visitors';

const words = defineWords({
  en: {
    from: 'from {tier}',
    bounces: '{count, plural, one {returned once} other {returned # times}}',
  },
  ru: {
    from: 'от {tier}',
    bounces:
      '{count, plural, one {возвращена # раз} few {возвращена # раза} many {возвращена # раз} other {возвращена # раза}}',
  },
  ko: { from: '{tier}에서 옴', bounces: '{count}번 반송됨' },
});

/** What stands in the second line. */
export type Detail = 'requester' | 'organisation' | 'channel' | 'state' | 'where' | 'assignee' | 'history';

interface Props {
  readonly ticket: TicketSummary;
  readonly details: readonly Detail[];
  readonly visitors?: readonly Visitor[];
  readonly isOver?: boolean;
}

/** What a ticket is: number, subject, who asks, and what is unusual about its way here. The link of its row. */
export function TicketCell({ ticket, details, visitors = [], isOver = false }: Props) {
  const say = useWords(words);
  const sayChannel = useWords(channelWords);
  const sayState = useWords(stateWords);
  const whereIs = useWhere();
  const { id, number, subject, requester, organisation, channel, handedOverFrom, bounces, assignee, match } = ticket;
  const bits: Readonly<Record<Detail, ReactNode>> = {
    requester: <Bit icon={<IconUser size={13} />}>{requester.name ?? requester.email}</Bit>,
    organisation: organisation && <Bit icon={<IconBuilding size={13} />}>{organisation.name}</Bit>,
    channel: <Bit>{sayChannel(channel)}</Bit>,
    state: <Bit>{sayState(ticket.state)}</Bit>,
    where: <Bit>{whereIs(ticket)}</Bit>,
    assignee: assignee && <Bit>{assignee.name}</Bit>,
    history: (
      <>
        {handedOverFrom !== null && (
          <Bit icon={<IconArrowUp size={13} />}>{say('from', { tier: `L${handedOverFrom}` })}</Bit>
        )}
        {bounces > 0 && (
          <Bit icon={<IconArrowBackUp size={13} />} warn={bounces > 1}>
            {say('bounces', { count: bounces })}
          </Bit>
        )}
      </>
    ),
  };
  const inSubject = match !== null && match.postId === null;
  return (
    <>
      <div className={classes.title}>
        <span className={`${classes.number} figures`}>{number}</span>
        <span className={classes.subject}>
          {isOver ? (
            subject
          ) : (
            <Link to="/tickets/$id" params={{ id: number }} className={classes.link} data-row={id} preload={false}>
              {inSubject && match.text === subject ? <Marked {...match} /> : subject}
            </Link>
          )}
        </span>
        <Visitors visitors={visitors} />
      </div>
      {match && !inSubject && (
        <div className={classes.match}>
          <Marked {...match} />
        </div>
      )}
      <div className={classes.meta}>
        {details.map((detail) => (
          <span key={detail} style={{ display: 'contents' }}>
            {bits[detail]}
          </span>
        ))}
      </div>
    </>
  );
}

/** From here on a name may be cut. */
const LONG = 30;

function Bit({
  icon,
  warn,
  children,
}: {
  readonly icon?: ReactNode;
  readonly warn?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes.bit} data-warn={warn || undefined}>
      {icon}
      <span
        className={classes.said}
        title={typeof children === 'string' && children.length > LONG ? children : undefined}
      >
        {children}
      </span>
    </span>
  );
}
