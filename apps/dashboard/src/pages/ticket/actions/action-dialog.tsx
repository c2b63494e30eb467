import { Button, Stack, type ModalProps } from '@mantine/core';
import type { KeyboardEvent, ReactNode, SubmitEvent } from 'react';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { defineWords, useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';

const words = defineWords({
  en: { cancel: 'Cancel', close: 'Close' },
  ru: { cancel: 'Отмена', close: 'Закрыть' },
  ko: { cancel: '취소', close: '닫기' },
});

interface ActionDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  /** What is sent. */
  readonly act: { readonly isPending: boolean; readonly error: unknown };
  /** Left out: it is the dialog that the ticket has open. */
  readonly onClose?: () => void;
  /** Pointers whose sentences stand at their fields. */
  readonly shown?: readonly string[];
  readonly size?: ModalProps['size'];
  readonly color?: string;
  /** Beside the buttons: what is still missing. */
  readonly aside?: ReactNode;
  /** It cannot be sent yet. */
  readonly isHeld?: boolean;
  readonly children?: ReactNode;
}

/** Where the focus begins: where the form says, or at its first field, or on what it is sent with. */
function beginHere(form: HTMLFormElement | null): void {
  if (!form || form.querySelector('[data-autofocus]')) return;
  const field = form.querySelector('input:not([disabled]), textarea, select') ?? form.querySelector('[type=submit]');
  field?.setAttribute('data-autofocus', '');
}

/** A short form in front of the ticket. Ctrl+Enter sends it, Escape leaves it; the focus goes back to where it was. */
export function ActionDialog(props: ActionDialogProps) {
  const { open } = useDesk();
  const { title, submit, act, shown, size = 'md', color, aside, isHeld = false, children } = props;
  const { onSubmit, onClose = () => open(null) } = props;
  const say = useWords(words);
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!isHeld) event.currentTarget.requestSubmit();
  };
  return (
    <Dialog onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': say('close') }}>
      <form ref={beginHere} noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
        <Stack gap="sm">
          {children}
          <DialogFoot aside={aside} error={act.error} problem={<ActionProblem error={act.error} shown={shown ?? []} />}>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={act.isPending} disabled={isHeld} {...(color ? { color } : {})}>
              {submit}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
