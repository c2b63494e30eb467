import { Text } from '@mantine/core';
import { EscalationCard } from '../../../parts/management/escalation-card';
import { useEscalations } from '../../../parts/management/escalations';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { Section } from '../section';
import { words } from './words';

/** What management was asked to look at and still does. */
export function Escalations() {
  const say = useWords(words);
  const query = useEscalations({ state: 'live' });
  return (
    <Section title={say('title')}>
      <Loaded query={query} loading={<LoadingRows rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {say('none')}
            </Text>
          ) : (
            <>
              {items.map((escalation) => (
                <EscalationCard key={escalation.id} escalation={escalation} withTicket />
              ))}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
