import { Text } from '@mantine/core';
import { $api } from '../../api/client';
import { AlertList } from '../../parts/alerts/alert-list';
import { Loaded, LoadingRows } from '../../parts/states';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { Section } from './section';
import { words } from './words';

/** What this agent, and a lead as such, was warned of last. */
export function Alerts() {
  const say = useWords(words);
  const me = useMe();
  const query = $api.useQuery('get', '/api/v1/desk/alerts', {
    params: { query: { limit: 8, ...(!me.isLead && { audience: 'agent' as const }) } },
  });
  return (
    <Section title={say('alerts')}>
      <Loaded query={query} loading={<LoadingRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say('noAlerts')}
            </Text>
          ) : (
            <AlertList alerts={items} />
          )
        }
      </Loaded>
    </Section>
  );
}
