import { Button, Checkbox, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { ActionProblem } from '../../../parts/action-problem';
import { useWords } from '../../../words/words';
import { useDraft } from '../composer/use-draft';
import { SolutionCode } from '../actions/solution-code';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { incidentWords } from './words';

interface Props {
  readonly onSent: (id: string) => void;
  readonly onClose: () => void;
}

/** One text for every part, which may be the solution of all of them. */
export function AnswerAll({ onSent, onClose }: Props) {
  const say = useWords(incidentWords);
  const { ticket } = useDesk();
  const changed = useTicketChanged();
  const [text, write] = useDraft(`${ticket.id}:answer-children`);
  const [resolves, setResolves] = useState(false);
  const [code, setCode] = useState('');
  const [isAsked, setAsked] = useState(false);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/answer-children', {
    onSuccess: ({ id }) => {
      write('');
      onSent(id);
      void changed(ticket.id);
    },
  });
  const problem: unknown = act.error;
  const at = (pointer: string) => (problem instanceof Problem ? problem.at(pointer) : undefined);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (act.isPending) return;
        if (!text.trim() || (resolves && !code)) {
          const name = text.trim() ? 'code' : 'text';
          event.currentTarget.querySelector<HTMLElement>(`[data-part=${name}]`)?.focus();
          return;
        }
        const solved = resolves ? { resolve: { code } } : {};
        act.mutate({ params: { path: { id: ticket.id } }, body: { body: text, ...solved } });
      }}
    >
      <Textarea
        size="xs"
        label={say('answer')}
        description={say('answerHelp', { variables: '{{requester.name}}, {{ticket.number}}' })}
        autosize
        minRows={3}
        maxRows={12}
        autoFocus
        data-part="text"
        value={text}
        error={at('/body') ?? (isAsked && !text.trim() && say('needed'))}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        my={6}
        label={say('resolveToo')}
        checked={resolves}
        onChange={(event) => setResolves(event.currentTarget.checked)}
      />
      {resolves && (
        <SolutionCode
          size="xs"
          label={say('code')}
          withAsterisk
          data-part="code"
          value={code}
          onChange={setCode}
          error={at('/resolve/code') ?? (isAsked && !code && say('needed'))}
        />
      )}
      <ActionProblem error={act.error} shown={['/body', '/resolve/code']} />
      <Group gap={6} my={6}>
        <Button size="compact-xs" type="submit" loading={act.isPending}>
          {say('send')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onClose}>
          {say('cancel')}
        </Button>
      </Group>
    </form>
  );
}
