import { Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { useWords } from '../../../words/words';
import { words } from './words';

/** Nobody waits longer for a dialog to go. */
const SOON_MS = 800;

interface ConfirmDialogProps {
  readonly title: string;
  /** What it will mean. */
  readonly children: ReactNode;
  /** The word on the button: what is done. */
  readonly action: string;
  readonly done?: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before what cannot be taken back, or hurts somebody. The focus starts on leaving it. */
export function ConfirmDialog({ title, children, action, done, onConfirm, onClose }: ConfirmDialogProps) {
  const say = useWords(words);
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: onConfirm,
    onSuccess: async () => {
      if (done) notifications.show({ color: 'green', message: done });
      // What it was asked from may go with it: where the focus goes back to is known when the page is as it is now.
      await Promise.race([client.invalidateQueries(), new Promise((late) => setTimeout(late, SOON_MS))]);
      onClose();
    },
  });
  return (
    <Dialog onClose={onClose} title={title} closeButtonProps={{ 'aria-label': say('close') }}>
      <Stack gap="sm">
        <Text component="div" size="sm">
          {children}
        </Text>
        <ActionProblem error={act.error} />
        <DialogFoot>
          <Button variant="default" onClick={onClose} data-autofocus>
            {say('cancel')}
          </Button>
          <Button color="red" loading={act.isPending} onClick={() => act.mutate()}>
            {action}
          </Button>
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}
