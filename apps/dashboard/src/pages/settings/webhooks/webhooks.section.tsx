import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKey, IconListDetails, IconPlayerPlay, IconPlus, IconSend, IconWebhook } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Empty, Loaded } from '../../../parts/states';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { Act, ItemTable } from '../parts/item-table';
import { NameCell } from '../parts/name-cell';
import { OlderSecret } from '../parts/older-secret';
import { SecretOnce } from '../parts/secret-once';
import { SectionHead } from '../parts/section-head';
import { useNamed } from '../policies/policy-data';
import { DeliveriesDialog } from './deliveries.dialog';
import { useWebhooks, type MadeWebhook, type Webhook } from './webhook-data';
import { WebhookDialog } from './webhook.dialog';
import { words } from './words';

/** Who is told of what happens to tickets. For admins. */
export function WebhooksSection() {
  const say = useWords(words);
  const formats = useFormats();
  const { organisations } = useNamed();
  const webhooks = useWebhooks();
  const [open, setOpen] = useState<Webhook | 'new' | null>(null);
  const [asked, ask] = useState<{ readonly what: 'enable' | 'rotate' | 'remove'; readonly webhook: Webhook } | null>(
    null,
  );
  const [looked, look] = useState<Webhook | null>(null);
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const test = useMutation({
    mutationFn: ({ id }: Webhook) => api.POST('/api/v1/webhooks/{id}/test', { params: { path: { id } } }),
    onSuccess: (_, webhook) => {
      notifications.show({ color: 'green', message: say('tested') });
      look(webhook);
    },
  });
  const scopeOf = ({ organisation, internal, events }: Webhook): string =>
    [
      events === null ? say('allEvents') : say('someEvents', { count: events.length }),
      organisation && say('only', { name: organisations.find(({ value }) => value === organisation)?.label ?? organisation }), // prettier-ignore
      internal && say('withInternal'),
    ]
      .filter(Boolean)
      .join(', ');
  const stateOf = ({ disabledAt, disabledReason, failures, failingSince, active }: Webhook): string => {
    if (disabledAt !== null) return say('disabled', { why: disabledReason ?? '' });
    if (!active) return say('inactive');
    return failures > 0 && failingSince ? say('failing', { count: failures, at: formats.instant(failingSince) }) : say('works'); // prettier-ignore
  };
  const confirmed = async (): Promise<void> => {
    if (!asked) return;
    const params = { path: { id: asked.webhook.id } };
    if (asked.what === 'enable') await api.POST('/api/v1/webhooks/{id}/enable', { params });
    else if (asked.what === 'remove') await api.DELETE('/api/v1/webhooks/{id}', { params });
    else setMade((await api.POST('/api/v1/webhooks/{id}/rotate', { params, body: {} })).data!);
  };
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')}>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
          {say('new')}
        </Button>
      </SectionHead>
      <ActionProblem error={test.error} />
      <Loaded query={webhooks}>
        {(items) =>
          items.length === 0 ? (
            <Empty icon={<IconWebhook size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <ItemTable<Webhook>
              label={say('title')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              isDimmed={({ active }) => !active}
              onEdit={setOpen}
              onRemove={(webhook) => ask({ what: 'remove', webhook })}
              actions={(webhook) => (
                <>
                  {webhook.active ? (
                    <Act label={say('test', { name: webhook.name })} onClick={() => test.mutate(webhook)}>
                      <IconSend size={16} />
                    </Act>
                  ) : (
                    <Act label={say('enable', { name: webhook.name })} onClick={() => ask({ what: 'enable', webhook })}>
                      <IconPlayerPlay size={16} />
                    </Act>
                  )}
                  <Act label={say('deliveries', { name: webhook.name })} onClick={() => look(webhook)}>
                    <IconListDetails size={16} />
                  </Act>
                  <Act label={say('rotate', { name: webhook.name })} onClick={() => ask({ what: 'rotate', webhook })}>
                    <IconKey size={16} />
                  </Act>
                </>
              )}
              columns={[
                {
                  head: say('name'),
                  width: '40%',
                  cell: ({ name, url, active, previousSecretUntil: until }) => (
                    <NameCell name={name} mark={!active && say('inactive')} note={url}>
                      <OlderSecret until={until} say={(at) => say('older', { at })} />
                    </NameCell>
                  ),
                },
                { head: say('events'), cell: scopeOf },
                { head: say('state'), cell: stateOf },
              ]}
            />
          )
        }
      </Loaded>
      {open !== null && (
        <WebhookDialog webhook={open === 'new' ? null : open} onMade={setMade} onClose={() => setOpen(null)} />
      )}
      {looked && <DeliveriesDialog webhook={looked} onClose={() => look(null)} />}
      {asked && (
        <ConfirmDialog
          title={say(asked.what, { name: asked.webhook.name })}
          action={say(`${asked.what}Do`)}
          {...(asked.what === 'enable' && { done: say('enabled') })}
          onClose={() => ask(null)}
          onConfirm={confirmed}
        >
          {say(`${asked.what}Help`)}
        </ConfirmDialog>
      )}
      {made && (
        <SecretOnce title={say('secretOf', { name: made.name })} secret={made.secret} onClose={() => setMade(null)}>
          {say('secretHelp')}
        </SecretOnce>
      )}
    </section>
  );
}
