import { Button, Menu, Text } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { tellFailure } from '../../../parts/tell-failure';
import { defineWords, useWords } from '../../../words/words';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import type { PostKind } from './use-send';

const words = defineWords({
  en: {
    macros: 'Macros',
    none: 'There are no macros for this ticket yet.',
    failed: 'The macro could not be filled in',
    own: 'yours',
  },
  ru: {
    macros: 'Шаблоны',
    none: 'Для этой заявки шаблонов пока нет.',
    failed: 'Не удалось заполнить шаблон',
    own: 'ваш',
  },
  ko: {
    macros: '매크로',
    none: '이 티켓에 쓸 수 있는 매크로가 없습니다.',
    failed: '매크로를 채우지 못했습니다',
    own: '내 매크로',
  },
});

/** Prepared texts in the customer's language: one is put into the field, to be read before it is sent. */
export function Macros({ onText }: { readonly onText: (text: string, kind: PostKind | null) => void }) {
  const say = useWords(words);
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const params = { path: { id: ticket.id } };
  const { data } = $api.useQuery('get', '/api/v1/tickets/{id}/macros', { params }, { staleTime: 300_000 });
  const preview = $api.useMutation('post', '/api/v1/tickets/{id}/macros/{macroId}/preview', {
    onError: tellFailure(say('failed')),
  });
  // One without a text only changes tags: there is nothing to read first.
  const apply = $api.useMutation('post', '/api/v1/tickets/{id}/macros/{macroId}/apply', {
    onSuccess: (answer) => void changed(ticket.id, answer),
    onError: tellFailure(say('failed')),
  });
  const items = data?.items.filter(({ active }) => active) ?? [];
  return (
    <Menu withInitialFocusPlaceholder={false} position="top-start" width={280}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconBolt size={14} aria-hidden />}
          loading={preview.isPending}
        >
          {say('macros')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {items.length === 0 && <Menu.Label>{say('none')}</Menu.Label>}
        {items.map(({ id, name, does, shared }) => (
          <Menu.Item
            key={id}
            onClick={() =>
              preview.mutate(
                { params: { path: { id: ticket.id, macroId: id } }, body: {} },
                {
                  onSuccess: ({ body }) => {
                    if (body === null) apply.mutate({ params: { path: { id: ticket.id, macroId: id } }, body: {} });
                    else onText(body, does === 'reply' || does === 'note' || does === 'ask-customer' ? does : null);
                  },
                },
              )
            }
          >
            {name}
            {!shared && (
              <Text span size="xs" c="dimmed">
                {' '}
                {say('own')}
              </Text>
            )}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
