import { Button, Group, Menu, Paper, Progress, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useNow } from '../../live/now';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { TextLink } from '../link';
import { PriorityBadge } from '../priority-badge';
import { declineReasons, useAnswerOffer, type Offer } from './use-offers';
import { words } from './words';

/* Offers are on every page; what is seldom written is loaded when it is. */
const Explain = lazy(async () => ({ default: (await import('./explain')).Explain }));

/** A ticket that is offered to this agent, for as long as the bar lasts. */
export function OfferCard({ offer, shadow }: { readonly offer: Offer; readonly shadow?: 'lg' }) {
  const say = useWords(words);
  const formats = useFormats();
  const { accept, decline, isAccepting, isDeclining } = useAnswerOffer(offer);
  const [isExplaining, explain] = useState(false);
  const [offeredAt, expiresAt] = [Date.parse(offer.offeredAt), Date.parse(offer.expiresAt)];
  const left = Math.max(0, expiresAt - useNow());
  const share = Math.min(100, (left / Math.max(1, expiresAt - offeredAt)) * 100);
  return (
    <Paper withBorder shadow={shadow} p="sm" role="group" aria-label={say('offer', { number: offer.number })}>
      <Group justify="space-between" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 16rem' }}>
          <Group gap={8} wrap="nowrap">
            <PriorityBadge priority={offer.priority} />
            <Text size="xs" c="dimmed" className="figures" style={{ flex: 'none' }}>
              {offer.number}
            </Text>
            <TextLink to="/tickets/$id" params={{ id: offer.number }} size="sm" fw={600} truncate c="inherit">
              {offer.subject}
            </TextLink>
          </Group>
          <Text size="xs" c="dimmed" mt={4} className="figures">
            {say(offer.because)} · {say('left', { time: formats.duration(left / 1_000) })}
          </Text>
        </div>
        <Group gap="xs">
          <Button size="xs" loading={isAccepting} disabled={isDeclining} onClick={accept}>
            {say('accept')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                size="xs"
                variant="default"
                loading={isDeclining}
                disabled={isAccepting}
                rightSection={<IconChevronDown size={14} aria-hidden />}
              >
                {say('decline')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{say('reason')}</Menu.Label>
              {declineReasons.map((reason) => (
                <Menu.Item key={reason} onClick={() => decline(reason)}>
                  {say(reason)}
                </Menu.Item>
              ))}
              <Menu.Divider />
              <Menu.Item onClick={() => explain(true)}>{say('withNote')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {isExplaining && (
        <Suspense>
          <Explain onDecline={decline} isBusy={isDeclining} onCancel={() => explain(false)} />
        </Suspense>
      )}
      <Progress value={share} size={3} mt="xs" color={share < 25 ? 'orange' : 'blue'} aria-hidden />
    </Paper>
  );
}
