import { Badge, List, Text } from '@mantine/core';
import { Instant } from '../../../parts/instant';
import { returnReasonWords } from '../../../parts/state-words';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import type { HandOver } from '../ticket-data';
import { handOverWords } from './hand-over-words';
import classes from './hand-over.module.css';

/* The words in which the server keeps what a check showed; everything else is what was measured or chosen. */
const results: { readonly [Result in string]?: 'step_passed' | 'step_failed' | 'step_over' } = {
  passed: 'step_passed',
  failed: 'step_failed',
  'passed over': 'step_over',
};

/** One hand-over: what to check first, then what is known and was tried, by whom, and what became of it. */
export function WorkOrder({ order }: { readonly order: HandOver }) {
  const say = useWords(handOverWords);
  const reason = useWords(returnReasonWords);
  const formats = useFormats();
  const nobody = say('someone');
  const said = (result: string): string => {
    const known = results[result];
    return known ? say(known) : result;
  };
  return (
    <article className={classes.order} data-returned={order.returnedAt !== null || undefined}>
      <header className={classes.head}>
        <Text component="span" size="sm" fw={650} className="figures">
          {say('from', { from: order.fromTier, to: order.toTier })}
        </Text>
        <Text component="span" size="xs" c="dimmed">
          {order.automatic ? say('automatic') : (order.handedOverBy?.name ?? nobody)} · <Instant at={order.createdAt} />
        </Text>
        {!order.complete && (
          <Badge size="xs" color="orange" variant="light" tt="none">
            {say('incomplete')}
          </Badge>
        )}
      </header>
      {order.returnedAt && (
        <div className={classes.part}>
          <h3>
            {say('returned', {
              name: order.returnedBy?.name ?? nobody,
              reason: reason(order.returnReason ?? 'other'),
            })}{' '}
            · <Instant at={order.returnedAt} />
          </h3>
          <p>{order.returnNote}</p>
        </div>
      )}
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
      {order.runbookSteps.length > 0 && (
        <div className={classes.part}>
          <h3>{say('steps')}</h3>
          <List size="sm" spacing={2}>
            {order.runbookSteps.map((step) => (
              <List.Item key={step.runbook + step.step + step.at}>
                {step.step}{' '}
                <span className={classes.result}>→ {[said(step.result), step.note].filter(Boolean).join(', ')}</span>
                <Text span size="xs" c="dimmed">
                  {' '}
                  {step.agent}
                </Text>
              </List.Item>
            ))}
          </List>
        </div>
      )}
      <Part name={say('hypothesis')} text={order.hypothesis} />
      <Part name={say('context')} text={order.customerContext} />
      <Part name={say('reason')} text={order.reason} />
      {order.override && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('override', { name: order.override.by?.name ?? nobody, reason: order.override.reason ?? '' })}
        </Text>
      )}
      {order.acceptedAt && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('taken', {
            name: order.acceptedBy?.name ?? nobody,
            time: formats.duration(order.secondsToAccept ?? 0),
          })}
        </Text>
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
