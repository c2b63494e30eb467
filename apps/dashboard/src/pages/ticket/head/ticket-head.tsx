import { Badge, CloseButton, Group, Text, Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ActionProblem } from '../../../parts/action-problem';
import { Countdown } from '../../../parts/countdown';
import { PriorityBadge } from '../../../parts/priority-badge';
import { useReason } from '../../../parts/reasons/use-reason';
import { clockWords, entitlementWords } from '../../../parts/state-words';
import { useWhere } from '../../../parts/where';
import { defineWords, useWords } from '../../../words/words';
import { Others } from '../presence/others';
import { useDesk } from '../ticket-desk';
import { StopwatchChip } from '../work/stopwatch-chip';
import { Actions } from './actions';
import classes from './ticket-head.module.css';

const words = defineWords({
  en: { close: 'Close this message' },
  ru: { close: 'Закрыть сообщение' },
  ko: { close: '메시지 닫기' },
});

/** What the ticket is, where it is, what is promised next, and what can be done with it now. */
export function TicketHead() {
  const say = useWords(words);
  const entitlement = useWords(entitlementWords);
  const clock = useWords(clockWords);
  const whereOf = useWhere();
  const reason = useReason();
  const { ticket, taken, error, forget } = useDesk();
  const head = useRef<HTMLElement>(null);
  const where = useRef<HTMLParagraphElement>(null);
  // Where it is now is read out; what can be done next comes after it.
  useEffect(() => {
    const { activeElement } = document;
    if (taken > 0 && (activeElement === document.body || head.current?.contains(activeElement)))
      where.current?.focus({ preventScroll: true });
  }, [taken]);
  const running = ticket.clocks.filter(({ state, dueAt }) => state === 'running' && dueAt !== null);
  // A partner's clock beside the tier's own says the same words here: the list of promises tells them apart.
  const isBeside = ({ kind, tier, ownerId }: (typeof running)[number]): boolean =>
    kind === 'tier' &&
    ownerId !== null &&
    running.some((other) => other.kind === 'tier' && other.tier === tier && other.ownerId === null);
  const next = running
    .filter((each) => !isBeside(each))
    .toSorted((one, other) => (one.dueAt ?? '').localeCompare(other.dueAt ?? ''))
    .slice(0, 2);
  return (
    <header ref={head} className={classes.head}>
      <div className={classes.what}>
        <Group gap={8} wrap="nowrap" align="flex-start">
          <div className={classes.badge}>
            <PriorityBadge priority={ticket.priority} />
          </div>
          <Text component="h1" className={classes.subject}>
            <span className={`${classes.number} figures`}>{ticket.number}</span> {ticket.subject}
          </Text>
        </Group>
        <Group gap="0.35rem 0.9rem" mt={4}>
          <Text ref={where} tabIndex={-1} size="sm" fw={550} lineClamp={2} title={whereOf(ticket)} data-where>
            {upperFirst(whereOf(ticket))}
          </Text>
          {ticket.entitlement && (
            <Tooltip
              label={ticket.entitlementReason && reason(ticket.entitlementReason)}
              multiline
              maw={360}
              disabled={!ticket.entitlementReason}
            >
              <Badge variant="default" size="sm" tt="none" fw={550}>
                {entitlement(ticket.entitlement)}
              </Badge>
            </Tooltip>
          )}
          {next.map((each) => (
            <Group key={each.id} gap={6} wrap="nowrap">
              <Text size="sm" c="dimmed">
                {each.kind === 'tier' ? `${clock('tier')} L${each.tier}` : clock(each.kind)}
              </Text>
              <Countdown clock={each} />
            </Group>
          ))}
          <StopwatchChip />
          <Others ticketId={ticket.id} />
        </Group>
      </div>
      <Actions />
      {error !== null && error !== undefined && (
        <Group className={classes.problem} gap="xs" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <ActionProblem error={error} />
          </div>
          <CloseButton onClick={forget} aria-label={say('close')} />
        </Group>
      )}
    </header>
  );
}

const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
