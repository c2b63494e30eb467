import { Badge, Button, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Empty, Loaded } from '../../../parts/states';
import { tellFailure } from '../../../parts/tell-failure';
import { useWords } from '../../../words/words';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { Act, ItemTable } from '../parts/item-table';
import { usePlaceName } from '../parts/place-fields';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import { routingWords } from './routing-words';
import { RuleDialog } from './rule-dialog';
import { useOrganisations, useProducts, type Rule } from './routing-data';

/** The rules in the order in which they are asked. */
export function RuleList({ mayChange }: { readonly mayChange: boolean }) {
  const say = useWords(routingWords);
  const section = useWords(sectionWords);
  const placeName = usePlaceName();
  const client = useQueryClient();
  const rules = $api.useQuery('get', '/api/v1/triage/rules');
  const [edited, edit] = useState<Rule | 'new' | null>(null);
  const [removed, remove] = useState<Rule | null>(null);
  const order = $api.useMutation('put', '/api/v1/triage/rules/order', {
    onError: tellFailure(say('notMoved')),
    onSettled: () => client.invalidateQueries({ queryKey: ['get', '/api/v1/triage/rules'] }),
  });
  const items = rules.data?.items ?? [];
  const move = ({ id }: Rule, by: number): void => {
    if (order.isPending) return;
    const ids = items.map((rule) => rule.id);
    const from = ids.indexOf(id);
    ids.splice(from, 1);
    ids.splice(from + by, 0, id);
    order.mutate({ body: { ids } });
  };
  return (
    <>
      <SectionHead title={section('routing')} help={say('intro')} isReadOnly={!mayChange}>
        {mayChange && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
            {say('add')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={rules}>
        {() =>
          items.length === 0 ? (
            <Empty title={say('empty')}>{say('emptyHelp')}</Empty>
          ) : (
            <ItemTable
              label={say('list')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              isDimmed={({ enabled }) => !enabled}
              columns={[
                {
                  head: say('name'),
                  cell: (rule) => (
                    <Group gap={6}>
                      <Text size="sm" fw={500} component="span">
                        {`${items.indexOf(rule) + 1}. ${rule.name}`}
                      </Text>
                      {!rule.enabled && (
                        <Badge color="gray" variant="light" tt="none">
                          {say('off')}
                        </Badge>
                      )}
                    </Group>
                  ),
                },
                { head: say('when'), cell: (rule) => <When rule={rule} /> },
                { head: say('goes'), cell: ({ tier, sector }) => placeName(tier, sector) },
              ]}
              {...(mayChange && {
                onEdit: edit,
                onRemove: remove,
                actions: (rule: Rule) => (
                  <>
                    {items[0] !== rule && (
                      <Act label={say('up', { name: rule.name })} onClick={() => move(rule, -1)}>
                        <IconArrowUp size={16} />
                      </Act>
                    )}
                    {items.at(-1) !== rule && (
                      <Act label={say('down', { name: rule.name })} onClick={() => move(rule, 1)}>
                        <IconArrowDown size={16} />
                      </Act>
                    )}
                  </>
                ),
              })}
            />
          )
        }
      </Loaded>
      {edited !== null && <RuleDialog rule={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
      {removed && (
        <ConfirmDialog
          title={say('removeTitle')}
          action={say('remove')}
          done={say('removed')}
          onConfirm={() => api.DELETE('/api/v1/triage/rules/{id}', { params: { path: { id: removed.id } } })}
          onClose={() => remove(null)}
        >
          {say('removeHelp', { name: removed.name })}
        </ConfirmDialog>
      )}
    </>
  );
}

function When({ rule }: { readonly rule: Rule }) {
  const say = useWords(routingWords);
  const products = useProducts().data ?? [];
  const organisations = useOrganisations().data ?? [];
  const { words, productId, organisationId } = rule;
  const nameOf = (items: readonly { id: string; name: string }[], id: string) =>
    items.find((item) => item.id === id)?.name ?? '…';
  const said = [
    words.length > 0 && say('wordsAre', { words: words.join(', ') }),
    productId && say('productIs', { product: nameOf(products, productId) }),
    organisationId && say('organisationIs', { organisation: nameOf(organisations, organisationId) }),
  ].filter(Boolean);
  return (
    <Text size="sm" c="dimmed" lineClamp={2} title={said.join('; ')}>
      {said.join('; ') || say('anything')}
    </Text>
  );
}
