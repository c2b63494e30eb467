import { Badge, Button, Group, Stack, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../api/client';
import { ActionProblem } from '../../parts/action-problem';
import { Instant } from '../../parts/instant';
import { TextLink } from '../../parts/link';
import { leavingLine } from '../../parts/pass-focus';
import { useWords } from '../../words/words';
import classes from './mail-review.module.css';
import { fileIt, type ReviewedMail } from './review-data';
import { whyOf } from './why';
import { words } from './words';

interface ReviewRowProps {
  readonly mail: ReviewedMail;
  readonly onSource: () => void;
}

/** One mail: what it is, why it waits, and what can be done about it. What it says is only text. */
export function ReviewRow({ mail, onSource }: ReviewRowProps) {
  const say = useWords(words);
  const client = useQueryClient();
  const line = useRef<HTMLLIElement>(null);
  const subject = mail.subject ?? say('noSubject');
  const onSettled = () => client.invalidateQueries({ queryKey: ['get', '/api/v1/mail/review'] });
  const file = useMutation({
    onMutate: () => leavingLine(line.current),
    mutationFn: () => fileIt(mail.id),
    onSuccess: ({ state, ticket }, _, leave) => {
      leave();
      if (state === 'review') {
        notifications.show({ color: 'red', autoClose: 15_000, message: say('stillHere', { subject }) });
        return;
      }
      const message = ticket ? say('filedAs', { ticket: ticket.number }) : say('filedSoon');
      notifications.show({ color: 'green', message });
    },
    onSettled,
  });
  const dismiss = useMutation({
    onMutate: () => leavingLine(line.current),
    mutationFn: () => api.POST('/api/v1/mail/{id}/dismiss', { params: { path: { id: mail.id } } }),
    onSuccess: (_, __, leave) => {
      leave();
      notifications.show({ color: 'green', message: say('dismissed') });
    },
    onSettled,
  });
  const isBusy = file.isPending || dismiss.isPending;
  const { kind, who = '', count = '' } = whyOf(mail);
  const automatic = mail.automatic as Parameters<typeof say>[0] | null;
  return (
    <li ref={line} className={classes.mail}>
      <Stack gap={3} miw={0}>
        <Group gap={8}>
          <Text component="h2" size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {subject}
          </Text>
          {automatic && (
            <Badge size="sm" variant="default" tt="none">
              {say(automatic)}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
          {[mail.from ?? say('nobody'), mail.mailbox && say('to', { mailbox: mail.mailbox })].filter(Boolean).join(' ')}
          {' · '}
          <Instant at={mail.receivedAt} />
          {mail.seen > 1 && ` · ${say('came', { count: mail.seen })}`}
          {mail.ticket && (
            <>
              {` · ${say('onTicket')} `}
              <TextLink to="/tickets/$id" params={{ id: mail.ticket.number }} underline="always" inherit>
                {mail.ticket.number}
              </TextLink>
            </>
          )}
        </Text>
        <Text size="sm">
          {kind === 'other' ? mail.failure : say(`why_${kind}`, { who, count })}{' '}
          <Text span inherit c="dimmed">
            {say(`do_${kind}`)}
          </Text>
        </Text>
        {(kind === 'unreadable' || kind === 'automatic') && mail.failure && (
          <Text size="xs" c="dimmed" lang="en">
            {mail.failure}
          </Text>
        )}
        <ActionProblem error={file.error ?? dismiss.error} />
      </Stack>
      <Group gap="xs" className={classes.actions ?? ''}>
        {mail.size > 0 ? (
          <Button size="xs" variant="subtle" color="gray" aria-label={say('sourceOf', { subject })} onClick={onSource}>
            {say('source')}
          </Button>
        ) : (
          <Text size="xs" c="dimmed">
            {say('gone')}
          </Text>
        )}
        <Tooltip label={say('dismissHelp')} openDelay={400}>
          <Button
            size="xs"
            variant="default"
            loading={dismiss.isPending}
            disabled={isBusy && !dismiss.isPending}
            onClick={() => dismiss.mutate()}
          >
            {say('dismiss')}
          </Button>
        </Tooltip>
        {mail.size > 0 && (
          <Tooltip label={say('fileHelp')} openDelay={400}>
            <Button
              size="xs"
              variant="light"
              loading={file.isPending}
              disabled={isBusy && !file.isPending}
              onClick={() => file.mutate()}
            >
              {say('file')}
            </Button>
          </Tooltip>
        )}
      </Group>
    </li>
  );
}
