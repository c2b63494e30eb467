import { Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { $api } from '../../../api/client';
import { Instant } from '../../../parts/instant';
import { TextLink } from '../../../parts/link';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useWords } from '../../../words/words';
import classes from '../board.module.css';
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
            <ul className={classes.list}>
              {items.map(({ id, number, kind, detail, at }) => (
                <li key={id} className={classes.item}>
                  <IconAlertTriangle
                    size={16}
                    aria-hidden
                    className={classes.icon}
                    data-tone={kind === 'warning' || kind === 'bouncing' ? undefined : 'broken'}
                  />
                  <div className={classes.what}>
                    <TextLink to="/tickets/$id" params={{ id: number }} size="sm" c="inherit" fw={600}>
                      {number} {say(kind)}
                    </TextLink>
                    <Text size="xs" c="dimmed" lineClamp={2}>
                      <Instant at={at} /> · <span lang="en">{detail}</span>
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
