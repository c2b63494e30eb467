import { Button, Group, Text } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import type { operations } from '../../../api/schema';
import { Instant } from '../../../parts/instant';
import { TextLink } from '../../../parts/link';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useWords } from '../../../words/words';
import classes from '../board.module.css';
import { Section } from '../section';
import { DecideDialog, type Decision } from './decide.dialog';
import { words } from './words';

export type Escalation =
  operations['HierarchicalEscalations.list']['responses'][200]['content']['application/json']['items'][number];

/** What management was asked to look at and still does. */
export function Escalations() {
  const say = useWords(words);
  const query = $api.useQuery('get', '/api/v1/desk/hierarchical-escalations', {
    params: { query: { state: 'live', limit: 20 } },
  });
  return (
    <Section title={say('title')}>
      <Loaded query={query} loading={<LoadingRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say('none')}
            </Text>
          ) : (
            <ul className={classes.list}>
              {items.map((escalation) => (
                <Raised key={escalation.id} escalation={escalation} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  );
}

function Raised({ escalation }: { readonly escalation: Escalation }) {
  const say = useWords(words);
  const [decision, decide] = useState<Decision | null>(null);
  const { number, subject, state, reason, severity, trend, justification, raisedBy, raisedAt } = escalation;
  const isOpen = state === 'requested';
  return (
    <li className={classes.item}>
      <IconFlag size={16} aria-hidden className={classes.icon} data-tone={isOpen ? 'broken' : undefined} />
      <div className={classes.what}>
        <TextLink to="/tickets/$id" params={{ id: number }} size="sm" c="inherit" fw={600} lineClamp={2}>
          {number} {subject}
        </TextLink>
        <Text size="xs" fw={600}>
          {[say(state), say(reason), say(severity), trend && say(trend)].filter(Boolean).join(' · ')}
        </Text>
        <Text size="xs" lineClamp={4} className={classes.written}>
          {justification}
        </Text>
        <Text size="xs" c="dimmed">
          {say('by', { name: raisedBy.name })}, <Instant at={raisedAt} />
        </Text>
        {isOpen && (
          <Group gap="xs" mt={6}>
            {(['approve', 'decline'] as const).map((each) => (
              <Button
                key={each}
                size="compact-sm"
                variant={each === 'approve' ? 'light' : 'default'}
                aria-label={say(`${each}One`, { number })}
                onClick={() => decide(each)}
              >
                {say(each)}
              </Button>
            ))}
          </Group>
        )}
      </div>
      {decision && <DecideDialog escalation={escalation} decision={decision} onClose={() => decide(null)} />}
    </li>
  );
}
