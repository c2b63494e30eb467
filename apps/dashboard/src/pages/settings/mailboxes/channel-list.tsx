import { ActionIcon, Button, Code, CopyButton, Group, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconKey, IconMailForward, IconPlus, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty, Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { Act, ItemTable } from '../parts/item-table';
import { NameCell } from '../parts/name-cell';
import { OlderSecret } from '../parts/older-secret';
import { SecretOnce } from '../parts/secret-once';
import { SectionHead } from '../parts/section-head';
import { ChannelDialog } from './channel.dialog';
import { providers, useChannels, type Channel, type MadeChannel } from './mail-data';
import { RotateDialog } from './rotate.dialog';
import { TestChannelDialog } from './test-channel.dialog';
import { words } from './words';

/** Ways in which mail comes in. */
export function ChannelList() {
  const say = useWords(words);
  const channels = useChannels();
  const [open, setOpen] = useState<Channel | 'new' | null>(null);
  const [rotating, rotate] = useState<Channel | null>(null);
  const [tested, test] = useState<Channel | null>(null);
  const [made, setMade] = useState<MadeChannel | null>(null);
  // Mailgun's key is known already, and SES has none: their URL is in the list.
  const secret = made === null || made.secret === null ? null : (made.urlWithSecret ?? made.secret);
  return (
    <section>
      <SectionHead isPart title={say('channels')} help={`${say('channelsHelp')} ${say('raw')}`}>
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {say('newChannel')}
        </Button>
      </SectionHead>
      <Loaded query={channels}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconMailForward size={32} />} title={say('noChannel')}>
              {say('noChannelHelp')}
            </Empty>
          ) : (
            <ItemTable<Channel>
              label={say('channels')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              isDimmed={({ active }) => !active}
              onEdit={setOpen}
              actions={(channel) => (
                <>
                  {channel.active && (
                    <Act label={say('test', { name: channel.name })} onClick={() => test(channel)}>
                      <IconSend size={16} />
                    </Act>
                  )}
                  {channel.provider !== 'ses' && (
                    <Act label={say('rotate', { name: channel.name })} onClick={() => rotate(channel)}>
                      <IconKey size={16} />
                    </Act>
                  )}
                </>
              )}
              columns={[
                {
                  head: say('name'),
                  width: '30%',
                  cell: ({ name, active, provider }) => (
                    <NameCell name={name} mark={!active && say('inactive')} note={providers[provider]} />
                  ),
                },
                { head: say('url'), cell: (channel) => <WhereTo channel={channel} /> },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && (
        <ChannelDialog channel={open === 'new' ? null : open} onMade={setMade} onClose={() => setOpen(null)} />
      )}
      {rotating && <RotateDialog channel={rotating} onMade={setMade} onClose={() => rotate(null)} />}
      {tested && <TestChannelDialog channel={tested} onClose={() => test(null)} />}
      {made && secret !== null && (
        <SecretOnce
          title={say(made.urlWithSecret === null ? 'secretOf' : 'secretUrl', { name: made.name })}
          secret={secret}
          onClose={() => setMade(null)}
        >
          {made.urlWithSecret === null ? say('noUrl') : say('secretHelp')} {say(`do_${made.provider}`)}
        </SecretOnce>
      )}
    </section>
  );
}

/** What the provider is to be given; the secret in it is shown once only. */
function WhereTo({ channel }: { readonly channel: Channel }) {
  const say = useWords(words);
  const { name, url, provider, subscriptions, previousSecretUntil: until } = channel;
  const confirmed = Object.values(subscriptions).filter(({ state }) => state === 'confirmed').length;
  return (
    <div>
      {url === null ? (
        <Text size="xs" c="dimmed">
          {say('noUrl')}
        </Text>
      ) : (
        <Group gap={4} wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{url}</Code>
          <CopyButton value={url} timeout={3_000}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? say('copied') : say('copyUrl', { name })}>
                <ActionIcon variant="subtle" color="gray" aria-label={say('copyUrl', { name })} onClick={copy}>
                  {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </Group>
      )}
      {provider === 'ses' && (
        <Text size="xs" c="dimmed">
          {confirmed > 0 ? say('confirmed', { count: confirmed }) : say('unconfirmed')}
        </Text>
      )}
      <OlderSecret until={until} say={(at) => say('older', { at })} />
    </div>
  );
}
