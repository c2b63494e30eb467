import { Table, Text } from '@mantine/core';
import { $api } from '../../api/client';
import { Loaded } from '../../parts/states';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { words } from './words';

/** Messages are not on the live stream (they would be its own noise), so this one list looks again by itself. */
const EVERY_MS = 5_000;

export function MessageQueues() {
  const say = useWords(words);
  const formats = useFormats();
  const query = $api.useQuery('get', '/api/v1/desk/message-queues', {}, { refetchInterval: EVERY_MS });
  return (
    <section aria-labelledby="queues">
      <Text component="h2" id="queues" fw={600} mb="xs">
        {say('queues')}
      </Text>
      <Loaded query={query}>
        {({ items }) => (
          <Table className="figures" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('queue')}</Table.Th>
                <Table.Th ta="right">{say('unhandled')}</Table.Th>
                <Table.Th ta="right">{say('oldest')}</Table.Th>
                <Table.Th ta="right">{say('dead')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ queue, unhandled, oldestSeconds, dead }) => (
                <Table.Tr key={queue}>
                  <Table.Td>{queue}</Table.Td>
                  <Table.Td ta="right">{formats.number(unhandled)}</Table.Td>
                  <Table.Td ta="right">{unhandled > 0 ? formats.duration(oldestSeconds) : '–'}</Table.Td>
                  <Table.Td ta="right" fw={dead > 0 ? 700 : undefined} c={dead > 0 ? 'red' : undefined}>
                    {formats.number(dead)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
    </section>
  );
}
