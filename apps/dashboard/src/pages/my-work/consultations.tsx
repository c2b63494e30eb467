import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { $api } from '../../api/client';
import { Instant } from '../../parts/instant';
import { TextLink } from '../../parts/link';
import { tellFailure } from '../../parts/tell-failure';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import entries from '../../parts/entries.module.css';
import { Section } from './section';
import { words } from './words';

/** Questions that wait for advice of this agent's tiers; nothing when there are none. */
export function Consultations() {
  const say = useWords(words);
  const me = useMe();
  const client = useQueryClient();
  const { data } = $api.useQuery('get', '/api/v1/desk/consultations', { params: { query: { limit: 20 } } });
  const { mutate, isPending, variables } = $api.useMutation('post', '/api/v1/desk/consultations/{id}/take', {
    onError: tellFailure(say('notTaken')),
    onSettled: () => void client.invalidateQueries(),
  });
  const asked = data?.items.filter(({ askedBy }) => askedBy.id !== me.id) ?? [];
  if (asked.length === 0) return null;
  return (
    <Section title={say('consultations')} count={asked.length}>
      <ul className={entries.list}>
        {asked.map(({ id, number, subject, question, askedBy, askedAt, fromTier, takenBy }) => (
          <li key={id} className={entries.item}>
            <div className={entries.what}>
              <TextLink to="/tickets/$id" params={{ id: number }} size="sm" c="inherit" fw={600} lineClamp={1}>
                {number} {subject}
              </TextLink>
              <Text size="sm" lineClamp={3} style={{ whiteSpace: 'pre-wrap' }}>
                {question}
              </Text>
              <Text size="xs" c="dimmed">
                {say('asks', { name: askedBy.name, tier: fromTier })} · <Instant at={askedAt} />
                {takenBy && ` · ${say('takenBy', { name: takenBy.name })}`}
              </Text>
            </div>
            {!takenBy && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={say('takeOne', { number })}
                loading={isPending && variables.params.path.id === id}
                disabled={isPending}
                onClick={() => mutate({ params: { path: { id } }, body: {} })}
              >
                {say('take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
