import { Text } from '@mantine/core';
import { $api } from '../../../api/client';
import { AlertList } from '../../../parts/alerts/alert-list';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { Section } from '../section';
import { words } from './words';

const SHOWN = 12;

/** What leads were called to, newest first. */
export function Alerts() {
  const say = useWords(words);
  const query = $api.useQuery('get', '/api/v1/desk/alerts', { params: { query: { limit: SHOWN } } });
  return (
    <Section title={say('title')}>
      <Loaded query={query} loading={<LoadingRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say('none')}
            </Text>
          ) : (
            <AlertList alerts={items} />
          )
        }
      </Loaded>
    </Section>
  );
}
