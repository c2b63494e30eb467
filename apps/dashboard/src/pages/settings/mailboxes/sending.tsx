import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconFlask, IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { $api, api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { words } from './words';

/** How often it is asked what became of the test mail: sending one tells no screen. */
const WATCH_MS = 1_000;

/** Whether mail goes out, and a mail to try it. */
export function Sending() {
  const say = useWords(words);
  const formats = useFormats();
  const state = $api.useQuery('get', '/api/v1/notifications/sending', {}, { staleTime: 0 });
  return (
    <section>
      <SectionHead isPart title={say('sending')} />
      <Loaded query={state} loading={<LoadingRows rows={1} height={72} />}>
        {({ sends, isDevelopment, from, waiting, overdueSeconds, failedLastDay }) => (
          <Alert
            color={!sends ? 'orange' : isDevelopment ? 'gray' : 'green'}
            icon={!sends ? <IconAlertTriangle /> : isDevelopment ? <IconFlask /> : <IconSend />}
            title={say(!sends ? 'sendsNot' : isDevelopment ? 'isDevelopment' : 'sends')}
          >
            <Stack gap={6} align="flex-start">
              {!sends && <Text size="sm">{say('sendsNotHelp')}</Text>}
              {isDevelopment && (
                <Text size="sm">
                  {say('development')}{' '}
                  <Anchor href="/dev/mailbox" target="_blank" rel="noreferrer noopener" inherit underline="always">
                    {say('openDevelopment')}
                  </Anchor>
                </Text>
              )}
              <Text size="sm">{from ? say('from', { from }) : say('fromNobody')}</Text>
              <Text size="sm" className="figures">
                {[
                  say('waiting', { count: waiting }) +
                    (waiting > 0 && overdueSeconds > 0
                      ? `, ${say('overdue', { time: formats.duration(overdueSeconds) })}`
                      : ''),
                  say('failed', { count: failedLastDay }),
                ].join('; ')}
              </Text>
              <TestMail />
            </Stack>
          </Alert>
        )}
      </Loaded>
    </section>
  );
}

function TestMail() {
  const say = useWords(words);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: async () => (await api.POST('/api/v1/notifications/test')).data!,
  });
  const sent = $api.useQuery(
    'get',
    '/api/v1/notifications/mails/{id}',
    { params: { path: { id: send.data?.id ?? '' } } },
    {
      enabled: send.data !== undefined,
      refetchInterval: ({ state: { data } }) =>
        data && (data.state !== 'waiting' || data.reason !== null) ? false : WATCH_MS,
    },
  ).data;
  const mail = sent ?? send.data;
  useEffect(() => {
    void client.invalidateQueries({ queryKey: ['get', '/api/v1/notifications/sending'] });
  }, [client, mail?.state, mail?.reason]);
  const said = (): string | null => {
    if (!mail) return null;
    const { state, recipient: to, reason } = mail;
    if (state === 'sent') return say('testSent', { to });
    return reason !== null ? say('testFailed', { to, why: reason }) : say('testWaits', { to });
  };
  return (
    <>
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSend size={14} />}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {say('sendTest')}
        </Button>
        <Text size="sm" role="status">
          {said()}
        </Text>
      </Group>
      <ActionProblem error={send.error} />
    </>
  );
}
