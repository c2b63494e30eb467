import { Badge, Button, Group, Menu, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { useDraft } from '../composer/use-draft';
import lines from '../side/lines.module.css';
import { Panel } from '../side/panel';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { hypothesisWords } from './hypothesis-words';
import classes from './diagnosis.module.css';

const likelihoods = ['high', 'medium', 'low'] as const;
const states = ['open', 'confirmed', 'ruled-out'] as const;
const colours = { open: 'blue', confirmed: 'teal', 'ruled-out': 'gray' } as const;

const useHypotheses = (id: string) =>
  $api.useQuery('get', '/api/v1/tickets/{id}/hypotheses', { params: { path: { id } } });
type Hypothesis = NonNullable<ReturnType<typeof useHypotheses>['data']>['items'][number];

/** What may be the cause, with what speaks for and against it. */
export function HypothesesPanel() {
  const say = useWords(hypothesisWords);
  const { ticket, may } = useDesk();
  const query = useHypotheses(ticket.id);
  const [isAdding, setAdding] = useState(false);
  const mayAdd = may.has('describe');
  return (
    <Panel
      title={say('title')}
      right={
        mayAdd &&
        !isAdding && (
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {say('add')}
          </Button>
        )
      }
    >
      {isAdding && <NewHypothesis onClose={() => setAdding(false)} />}
      <Loaded query={query} loading={<LoadingRows rows={2} height={36} />}>
        {({ items }) => (
          <>
            {items.length === 0 && !isAdding && (
              <Text size="sm" c="dimmed">
                {say('none')}
              </Text>
            )}
            <ul className={lines.lines}>
              {items.map((hypothesis) => (
                <HypothesisLine key={hypothesis.id} hypothesis={hypothesis} mayChange={mayAdd} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function NewHypothesis({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(hypothesisWords);
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const [cause, setCause] = useDraft(`${ticket.id}:hypothesis`);
  const [likelihood, setLikelihood] = useState<(typeof likelihoods)[number]>('medium');
  const add = $api.useMutation('post', '/api/v1/tickets/{id}/hypotheses', {
    onSuccess: () => {
      setCause('');
      onClose();
      void changed(ticket.id);
    },
  });
  return (
    <form
      className={classes.step}
      onSubmit={(event) => {
        event.preventDefault();
        if (cause.trim()) add.mutate({ params: { path: { id: ticket.id } }, body: { cause, likelihood } });
      }}
    >
      <Textarea
        size="xs"
        label={say('cause')}
        autosize
        minRows={2}
        autoFocus
        value={cause}
        onChange={(event) => setCause(event.currentTarget.value)}
      />
      <Select
        size="xs"
        label={say('likelihood')}
        allowDeselect={false}
        data={likelihoods.map((value) => ({ value, label: say(value) }))}
        value={likelihood}
        onChange={(value) => value && setLikelihood(value)}
      />
      <ActionProblem error={add.error} />
      <Group gap={6}>
        <Button size="xs" type="submit" loading={add.isPending} disabled={!cause.trim()}>
          {say('save')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onClose}>
          {say('cancel')}
        </Button>
      </Group>
    </form>
  );
}

interface LineProps {
  readonly hypothesis: Hypothesis;
  readonly mayChange: boolean;
}

function HypothesisLine({ hypothesis, mayChange }: LineProps) {
  const say = useWords(hypothesisWords);
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const [evidence, setEvidence] = useState<{ readonly for: boolean; readonly text: string } | null>(null);
  const change = $api.useMutation('patch', '/api/v1/tickets/{id}/hypotheses/{hypothesisId}', {
    onSuccess: () => {
      setEvidence(null);
      void changed(ticket.id);
    },
  });
  const { id, cause, state, likelihood, createdBy } = hypothesis;
  const params = { path: { id: ticket.id, hypothesisId: id } };
  return (
    <li className={classes.hypothesis} data-state={state}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Text size="sm" className={classes.cause}>
          {cause}
        </Text>
        <Menu withInitialFocusPlaceholder={false} disabled={!mayChange} position="bottom-end">
          <Menu.Target>
            <Button size="compact-xs" variant="light" color={colours[state]} flex="none" loading={change.isPending}>
              {say(state)}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {states.map((value) => (
              <Menu.Item
                key={value}
                rightSection={value === state && <IconCheck size={14} />}
                onClick={() =>
                  change.mutate({
                    params,
                    body: { state: value, ...(value === 'confirmed' ? { setUnderlyingProblem: true } : {}) },
                  })
                }
              >
                {say(value)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item leftSection={<IconPlus size={14} />} onClick={() => setEvidence({ for: true, text: '' })}>
              {say('speaksFor')}
            </Menu.Item>
            <Menu.Item leftSection={<IconMinus size={14} />} onClick={() => setEvidence({ for: false, text: '' })}>
              {say('speaksAgainst')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      <Stack gap={1}>
        {hypothesis.evidence.map((each) => (
          <Text key={each.text} size="xs">
            {each.for ? (
              <IconPlus size={12} role="img" aria-label={say('speaksFor')} />
            ) : (
              <IconMinus size={12} role="img" aria-label={say('speaksAgainst')} />
            )}{' '}
            {each.text}
          </Text>
        ))}
      </Stack>
      <Group gap={6} mt={2}>
        {state === 'open' && (
          <Badge size="xs" variant="default" tt="none" fw={500}>
            {say(likelihood)}
          </Badge>
        )}
        <Text size="xs" c="dimmed">
          {createdBy?.name}
        </Text>
      </Group>
      {evidence && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (evidence.text.trim())
              change.mutate({ params, body: { evidence: [...hypothesis.evidence, { ...evidence }] } });
          }}
        >
          <Textarea
            size="xs"
            mt={4}
            label={say(evidence.for ? 'speaksFor' : 'speaksAgainst')}
            autosize
            autoFocus
            value={evidence.text}
            onChange={(event) => setEvidence({ for: evidence.for, text: event.currentTarget.value })}
          />
          <Group gap={6} mt={4}>
            <Button size="compact-xs" type="submit" loading={change.isPending}>
              {say('save')}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setEvidence(null)}>
              {say('cancel')}
            </Button>
          </Group>
        </form>
      )}
      <ActionProblem error={change.error} />
    </li>
  );
}
