import { Button, Group, Menu, Paper, Progress, Select, Text, Textarea } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useNow } from '../../live/now';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { TextLink } from '../link';
import { PriorityBadge } from '../priority-badge';
import { declineReasons, useAnswerOffer, type DeclineReason, type Offer } from './use-offers';
import { words } from './words';

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
      {isExplaining && <Explain onDecline={decline} isBusy={isDeclining} onCancel={() => explain(false)} />}
      <Progress value={share} size={3} mt="xs" color={share < 25 ? 'orange' : 'blue'} aria-hidden />
    </Paper>
  );
}

interface ExplainProps {
  readonly onDecline: (reason: DeclineReason, note: string) => void;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}

/** Why not, in somebody's own words. */
function Explain({ onDecline, isBusy, onCancel }: ExplainProps) {
  const say = useWords(words);
  const [reason, setReason] = useState<DeclineReason>('other');
  const [note, setNote] = useState('');
  return (
    <form
      style={{ marginTop: 8 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onDecline(reason, note);
      }}
    >
      <Select
        size="xs"
        label={say('reason')}
        allowDeselect={false}
        data={declineReasons.map((value) => ({ value, label: say(value) }))}
        value={reason}
        onChange={(value) => value && setReason(value)}
      />
      <Textarea
        size="xs"
        mt={6}
        label={say('note')}
        autosize
        minRows={2}
        maxRows={5}
        data-autofocus
        autoFocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="xs" mt={6} justify="flex-end">
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {say('cancel')}
        </Button>
        <Button size="compact-xs" type="submit" loading={isBusy}>
          {say('decline')}
        </Button>
      </Group>
    </form>
  );
}
