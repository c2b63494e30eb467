import { Button, Group, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/words';
import { declineReasons, type DeclineReason } from './use-offers';
import { words } from './words';

interface ExplainProps {
  readonly onDecline: (reason: DeclineReason, note: string) => void;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}

/** Why not, in somebody's own words. */
export function Explain({ onDecline, isBusy, onCancel }: ExplainProps) {
  const say = useWords(words);
  const [reason, setReason] = useState<DeclineReason>('other');
  const [note, setNote] = useState('');
  return (
    <form
      style={{ marginTop: 8 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) onDecline(reason, note);
      }}
    >
      <Select
        size="xs"
        label={say('reason')}
        allowDeselect={false}
        data={declineReasons.map((value) => ({ value, label: say(value) }))}
        value={reason}
        onChange={(value) => value && setReason(value)}
      />
      <Textarea
        size="xs"
        mt={6}
        label={say('note')}
        autosize
        minRows={2}
        maxRows={5}
        data-autofocus
        autoFocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="xs" mt={6} justify="flex-end">
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {say('cancel')}
        </Button>
        <Button size="compact-xs" type="submit" loading={isBusy}>
          {say('decline')}
        </Button>
      </Group>
    </form>
  );
}
