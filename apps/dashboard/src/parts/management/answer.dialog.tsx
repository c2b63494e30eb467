import { Button, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { $api } from '../../api/client';
import { Problem } from '../../api/problem';
import { useWords } from '../../words/words';
import { ActionProblem } from '../action-problem';
import { Dialog } from '../dialog';
import { DialogFoot } from '../dialog-foot';
import type { Answer, Escalation } from './escalations';
import classes from './management.module.css';
import { words } from './words';

const trends = ['improving', 'steady', 'worsening'] as const;
const labels = { approve: 'answer', decline: 'declineAnswer', note: 'what', end: 'why' } as const;
const BASE = '/api/v1/desk/hierarchical-escalations/{id}';

interface Props {
  readonly escalation: Escalation;
  readonly answer: Answer;
  readonly onClose: () => void;
}

/** Takes it up, declines it, says how it goes, or ends it. */
export function AnswerDialog({ escalation: { id, number, justification, trend: before }, answer, onClose }: Props) {
  const say = useWords(words);
  const client = useQueryClient();
  const label = useId();
  const [text, write] = useState('');
  const [trend, setTrend] = useState<(typeof trends)[number]>(before ?? 'steady');
  const [isAsked, setAsked] = useState(false);
  const after = {
    onSuccess: () => {
      void client.invalidateQueries();
      onClose();
    },
  };
  const approve = $api.useMutation('post', `${BASE}/approve`, after);
  const decline = $api.useMutation('post', `${BASE}/decline`, after);
  const note = $api.useMutation('post', `${BASE}/note`, after);
  const end = $api.useMutation('post', `${BASE}/de-escalate`, after);
  const { isPending, error } = { approve, decline, note, end }[answer];
  const isNeeded = answer === 'note' || answer === 'end';
  const said = text.trim();
  const send = (): void => {
    setAsked(true);
    if (isPending || (isNeeded && !said)) return;
    const params = { path: { id } };
    if (answer === 'note') note.mutate({ params, body: { trend, note: said } });
    else if (answer === 'end') end.mutate({ params, body: { reason: said } });
    else (answer === 'approve' ? approve : decline).mutate({ params, body: said ? { note: said } : {} });
  };
  const pointer = answer === 'end' ? '/reason' : '/note';
  const refused = (error as unknown) instanceof Problem ? (error as unknown as Problem).at(pointer) : undefined;
  return (
    <Dialog
      onClose={onClose}
      title={say(`${answer}Title`, { number })}
      closeButtonProps={{ 'aria-label': say('cancel') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      >
        <Stack gap="sm">
          <Text size="sm" className={classes.written} mah={200} style={{ overflowY: 'auto' }}>
            {justification}
          </Text>
          {answer === 'note' && (
            <div>
              <Text size="sm" fw={500} id={label} mb={4}>
                {say('how')}
              </Text>
              <SegmentedControl
                fullWidth
                size="xs"
                aria-labelledby={label}
                value={trend}
                onChange={(value) => setTrend(value as typeof trend)}
                data={trends.map((value) => ({ value, label: say(value) }))}
              />
            </div>
          )}
          <Textarea
            label={say(labels[answer])}
            withAsterisk={isNeeded}
            autosize
            minRows={3}
            maxRows={10}
            data-autofocus
            value={text}
            error={refused ?? (isAsked && isNeeded && !said && say('needed'))}
            onChange={({ currentTarget }) => write(currentTarget.value)}
          />
          <DialogFoot error={error} problem={<ActionProblem error={error} shown={[pointer]} />}>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {say(answer === 'note' ? 'save' : answer)}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
