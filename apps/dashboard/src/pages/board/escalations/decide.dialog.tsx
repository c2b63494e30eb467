import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { ActionProblem } from '../../../parts/action-problem';
import { useWords } from '../../../words/words';
import classes from '../board.module.css';
import type { Escalation } from './escalations';
import { words } from './words';

export type Decision = 'approve' | 'decline';

interface Props {
  readonly escalation: Escalation;
  readonly decision: Decision;
  readonly onClose: () => void;
}

/** Approves or declines, with a note for whoever raised it. */
export function DecideDialog({ escalation, decision, onClose }: Props) {
  const say = useWords(words);
  const client = useQueryClient();
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = $api.useMutation(
    'post',
    `/api/v1/desk/hierarchical-escalations/{id}/${decision}`,
    {
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: ['get', '/api/v1/desk/hierarchical-escalations'] });
        onClose();
      },
    },
  );
  const { id, number, subject, justification } = escalation;
  const said = note.trim();
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(`${decision}One`, { number })}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) mutate({ params: { path: { id } }, body: said ? { note: said } : {} });
        }}
      >
        <Stack gap="sm">
          <Text fw={600} size="sm">
            {subject}
          </Text>
          <Text size="sm" className={classes.written} mah={200} style={{ overflowY: 'auto' }}>
            {justification}
          </Text>
          <Textarea
            label={say('note')}
            description={say('noteHelp')}
            autosize
            minRows={2}
            maxRows={10}
            data-autofocus
            value={note}
            error={error instanceof Problem ? error.at('/note') : undefined}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <ActionProblem error={error} shown={['/note']} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {say(decision)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
