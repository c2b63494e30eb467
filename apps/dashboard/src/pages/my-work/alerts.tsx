import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { $api } from '../../api/client';
import { Instant } from '../../parts/instant';
import { TextLink } from '../../parts/link';
import { Loaded, LoadingRows } from '../../parts/states';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import classes from './my-work.module.css';
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
            <ul className={classes.list}>
              {items.map(({ id, number, kind, detail, at }) => (
                <li key={id} className={classes.item}>
                  <IconAlertTriangle size={16} aria-hidden className={classes.warn} />
                  <div className={classes.what}>
                    <TextLink to="/tickets/$id" params={{ id: number }} size="sm" c="inherit" fw={600}>
                      {number} {say(kind)}
                    </TextLink>
                    <Text size="xs" c="dimmed" lineClamp={2}>
                      {detail} · <Instant at={at} />
                    </Text>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}
