import { Button, Group, NativeSelect, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { PriorityBadge, type Priority } from '../../../parts/priority-badge';
import { Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { levels, type Matrix } from './routing-data';
import { routingWords } from './routing-words';

const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4', 'P5'];

/** Which priority impact and urgency make. */
export function PriorityMatrix({ mayChange }: { readonly mayChange: boolean }) {
  const say = useWords(routingWords);
  const client = useQueryClient();
  const matrix = $api.useQuery('get', '/api/v1/triage/matrix');
  const [typed, type] = useState<Matrix | null>(null);
  const save = $api.useMutation('put', '/api/v1/triage/matrix', {
    onSuccess: (saved) => {
      client.setQueryData(['get', '/api/v1/triage/matrix'], saved);
      void client.invalidateQueries({ queryKey: ['get', '/api/v1/triage/matrix'] });
      type(null);
      notifications.show({ color: 'green', message: say('saved') });
    },
  });
  return (
    <section>
      <SectionHead isPart title={say('matrix')} help={say('matrixHelp')} />
      <Loaded query={matrix}>
        {(set) => {
          const shown = typed ?? set;
          return (
            <>
              <Table maw="30rem" verticalSpacing={6} aria-label={say('matrix')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>
                      <Text size="xs" c="dimmed" component="span">{`${say('impact')} ↓ ${say('urgency')} →`}</Text>
                    </Table.Th>
                    {levels.map((urgency) => (
                      <Table.Th key={urgency}>{say(urgency)}</Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {levels.map((impact) => (
                    <Table.Tr key={impact}>
                      <Table.Th scope="row">{say(impact)}</Table.Th>
                      {levels.map((urgency) => (
                        <Table.Td key={urgency}>
                          {mayChange ? (
                            <NativeSelect
                              size="xs"
                              aria-label={say('cell', { impact: say(impact), urgency: say(urgency) })}
                              data={priorities}
                              value={shown[impact][urgency]}
                              onChange={({ currentTarget }) =>
                                type({
                                  ...shown,
                                  [impact]: { ...shown[impact], [urgency]: currentTarget.value as Priority },
                                })
                              }
                            />
                          ) : (
                            <PriorityBadge priority={shown[impact][urgency]} />
                          )}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              <ActionProblem error={save.error} />
              {typed && (
                <Group gap="xs" mt="sm">
                  <Button size="sm" loading={save.isPending} onClick={() => save.mutate({ body: typed })}>
                    {say('saveMatrix')}
                  </Button>
                  <Button size="sm" variant="default" disabled={save.isPending} onClick={() => type(null)}>
                    {say('takeBack')}
                  </Button>
                </Group>
              )}
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
