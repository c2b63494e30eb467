import { Badge, Button, List, Text } from '@mantine/core';
import { useState } from 'react';
import { Instant } from '../../../parts/instant';
import { Loaded, LoadingRows } from '../../../parts/states';
import { actorWords, returnReasonWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { defineWords, useWords } from '../../../words/words';
import { useAgents, useWorkOrders, type TimeAtTier, type WorkOrderView } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { Panel } from './panel';
import classes from './work-orders.module.css';

const words = defineWords({
  en: {
    title: 'Hand-over',
    none: 'Not handed over yet.',
    from: 'L{from} → L{to}',
    automatic: 'by itself, after a broken promise',
    incomplete: 'incomplete',
    override: 'Sent incomplete by {name}: {reason}',
    situation: 'Situation',
    tried: 'Tried',
    hypothesis: 'Hypothesis',
    context: 'Customer and goal',
    checkFirst: 'Check first',
    reason: 'Why past the next tier',
    taken: 'taken by {name}',
    returned: 'returned: {reason}',
    time: 'L{tier}: worked {worked}, waited {waited}',
    others: '{count, plural, one {# earlier hand-over} other {# earlier hand-overs}}',
  },
  ru: {
    title: 'Передача',
    none: 'Ещё не передавалась.',
    from: 'L{from} → L{to}',
    automatic: 'сама, после нарушенного обещания',
    incomplete: 'неполная',
    override: 'Отправил неполной {name}: {reason}',
    situation: 'Ситуация',
    tried: 'Пробовали',
    hypothesis: 'Гипотеза',
    context: 'Клиент и цель',
    checkFirst: 'Проверить сначала',
    reason: 'Почему мимо следующей линии',
    taken: 'взял(а) {name}',
    returned: 'возвращена: {reason}',
    time: 'L{tier}: в работе {worked}, ждала {waited}',
    others:
      '{count, plural, one {# более ранняя передача} few {# более ранние передачи} many {# более ранних передач} other {# более ранней передачи}}',
  },
  ko: {
    title: '인계',
    none: '아직 인계되지 않았습니다.',
    from: 'L{from} → L{to}',
    automatic: '약속이 깨져 자동으로',
    incomplete: '불완전',
    override: '{name}님이 빠진 항목이 있는 채로 보냄: {reason}',
    situation: '상황',
    tried: '시도한 것',
    hypothesis: '가설',
    context: '고객과 목표',
    checkFirst: '먼저 확인할 것',
    reason: '다음 티어를 건너뛴 이유',
    taken: '{name}님이 받음',
    returned: '반려됨: {reason}',
    time: 'L{tier}: 작업 {worked}, 대기 {waited}',
    others: '이전 인계 {count}건',
  },
});

/** What the tier before knows: read first. */
export function WorkOrdersPanel() {
  const say = useWords(words);
  const { ticket } = useDesk();
  const query = useWorkOrders(ticket.id);
  const [showsAll, setShowsAll] = useState(false);
  return (
    <Panel title={say('title')}>
      <Loaded query={query} loading={<LoadingRows rows={2} height={60} />}>
        {({ items, timePerTier }) => {
          const newest = items.toReversed();
          const shown = showsAll ? newest : newest.slice(0, 1);
          return (
            <>
              {items.length === 0 && (
                <Text size="sm" c="dimmed">
                  {say('none')}
                </Text>
              )}
              {shown.map((order) => (
                <WorkOrder key={order.id} order={order} />
              ))}
              {newest.length > 1 && !showsAll && (
                <Button variant="subtle" color="gray" size="compact-xs" ml={-8} onClick={() => setShowsAll(true)}>
                  {say('others', { count: newest.length - 1 })}
                </Button>
              )}
              <TimePerTier times={timePerTier} />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function TimePerTier({ times }: { readonly times: readonly TimeAtTier[] }) {
  const say = useWords(words);
  const formats = useFormats();
  return (
    <div className={classes.times}>
      {times.map((time) => (
        <Text key={time.tier} size="xs" c="dimmed" className="figures">
          {say('time', {
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

function WorkOrder({ order }: { readonly order: WorkOrderView }) {
  const say = useWords(words);
  const actor = useWords(actorWords);
  const reason = useWords(returnReasonWords);
  const agents = useAgents();
  const nameOf = (id: string | null): string | undefined => agents.data?.items.find((agent) => agent.id === id)?.name;
  const by = nameOf(order.createdBy.id) ?? actor(order.createdBy.kind as 'system');
  return (
    <article className={classes.order} data-returned={order.returnedAt !== null || undefined}>
      <header className={classes.head}>
        <Text component="span" size="sm" fw={650} className="figures">
          {say('from', { from: order.fromTier, to: order.toTier })}
        </Text>
        <Text component="span" size="xs" c="dimmed">
          {order.automatic ? say('automatic') : by} · <Instant at={order.createdAt} />
        </Text>
        {!order.complete && (
          <Badge size="xs" color="orange" variant="light" tt="none">
            {say('incomplete')}
          </Badge>
        )}
      </header>
      <Part name={say('checkFirst')} text={order.checkFirst} />
      <Part name={say('situation')} text={order.situation} />
      {order.tried.length > 0 && (
        <div className={classes.part}>
          <h3>{say('tried')}</h3>
          <List size="sm" spacing={2}>
            {order.tried.map(({ action, result }) => (
              <List.Item key={action + result}>
                {action} <span className={classes.result}>→ {result}</span>
              </List.Item>
            ))}
          </List>
        </div>
      )}
      <Part name={say('hypothesis')} text={order.hypothesis} />
      <Part name={say('context')} text={order.customerContext} />
      <Part name={say('reason')} text={order.reason} />
      {order.overrideReason && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('override', { name: nameOf(order.overriddenBy) ?? '', reason: order.overrideReason })}
        </Text>
      )}
      {order.acceptedAt && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('taken', { name: nameOf(order.acceptedBy) ?? '?' })} · <Instant at={order.acceptedAt} />
        </Text>
      )}
      {order.returnedAt && (
        <div className={classes.part}>
          <h3>
            {say('returned', { reason: reason((order.returnReason ?? 'other') as 'other') })} ·{' '}
            <Instant at={order.returnedAt} />
          </h3>
          <p>{order.returnNote}</p>
        </div>
      )}
    </article>
  );
}

function Part({ name, text }: { readonly name: string; readonly text: string | null }) {
  if (!text) return null;
  return (
    <div className={classes.part}>
      <h3>{name}</h3>
      <p>{text}</p>
    </div>
  );
}
