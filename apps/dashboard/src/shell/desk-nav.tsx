import { Badge, ScrollArea } from '@mantine/core';
import {
  IconAdjustments,
  IconBook2,
  IconBriefcase,
  IconChartBar,
  IconInbox,
  IconMailQuestion,
  IconMailX,
  IconStack2,
  IconTicket,
} from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { $api } from '../api/client';
import { MenuLink } from '../parts/link';
import { useWords } from '../words/words';
import { useMe } from './session';
import { Shortcut } from './shortcuts';
import { words } from './words';

/** Where one can go, with how much waits there. */
export function DeskNav() {
  const say = useWords(words);
  const me = useMe();
  const navigate = useNavigate();
  const { data } = $api.useQuery('get', '/api/v1/desk/queues');
  const queues = data?.items ?? [];
  return (
    <ScrollArea component="nav" aria-label={say('menu')} type="auto">
      <Item to="/" label={say('myWork')} icon={<IconInbox size={18} />} />
      {queues.slice(0, 9).map(({ tier, name }, index) => (
        <Shortcut
          key={tier}
          keys={String(index + 1)}
          label={name}
          action={() => void navigate({ to: '/queues/$tier', params: { tier: String(tier) } })}
          isEverywhere
        />
      ))}
      {queues.map(({ tier, name, waiting }) => (
        <Item
          key={tier}
          to={`/queues/${tier}`}
          label={name}
          icon={<IconStack2 size={18} />}
          right={
            waiting > 0 && (
              <Badge size="sm" variant="light" className="figures" aria-label={say('waiting', { count: waiting })}>
                {waiting}
              </Badge>
            )
          }
        />
      ))}
      <Item to="/tickets" label={say('tickets')} icon={<IconTicket size={18} />} />
      <Item to="/runbooks" label={say('runbooks')} icon={<IconBook2 size={18} />} />
      <Item to="/vendor-cases" label={say('vendorCases')} icon={<IconBriefcase size={18} />} />
      {me.isLead && <Item to="/board" label={say('board')} icon={<IconChartBar size={18} />} />}
      {me.isLead && (
        <Item
          to="/mail-review"
          label={say('mailReview')}
          icon={<IconMailQuestion size={18} />}
          right={<ReviewCount />}
        />
      )}
      <Item to="/settings" label={say('settings')} icon={<IconAdjustments size={18} />} />
      {me.isAdmin && <Item to="/system" label={say('system')} icon={<IconMailX size={18} />} />}
    </ScrollArea>
  );
}

const MOST = 20;

/** How many mails wait for somebody to look at them. */
function ReviewCount() {
  const say = useWords(words);
  const query = { limit: MOST + 1 };
  const count = $api.useQuery('get', '/api/v1/mail/review', { params: { query } }).data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <Badge size="sm" variant="light" className="figures" aria-label={say('waiting', { count: Math.min(count, MOST) })}>
      {count > MOST ? `${MOST}+` : count}
    </Badge>
  );
}

interface ItemProps {
  readonly to: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly right?: ReactNode;
}

function Item({ to, label, icon, right }: ItemProps) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const active = to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`);
  return <MenuLink to={to} label={label} leftSection={icon} rightSection={right} active={active} />;
}
