import { Alert, Anchor, Button, Stack, type ModalProps } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { KeyboardEvent, ReactNode } from 'react';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { useWords } from '../../../words/words';
import { SavingProblem } from './saving-problem';
import { useSettingsForm, type Rules } from './use-settings-form';
import { words } from './words';

interface FormDialogProps<Form extends object> {
  /** Under which what was typed is kept until it is saved: `agent:<id>`. */
  readonly name: string;
  readonly title: string;
  readonly submit?: string;
  readonly size?: ModalProps['size'];
  readonly initial: Form;
  readonly rules?: Rules<Form>;
  /** Fields that are never kept: passwords and the like. */
  readonly secrets?: readonly (keyof Form & string)[];
  /** Where in the form a pointer belongs (`texts.0.body`), when that is not the field it begins with. */
  readonly pathOf?: (pointer: string, values: Form) => string | undefined;
  /** Sends it; what it throws is shown, at the fields where it belongs to one. */
  readonly onSave: (values: Form) => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: (form: UseFormReturnType<Form>) => ReactNode;
}

/** Makes or changes one thing. Ctrl+Enter saves, Escape leaves; what was typed waits for the next time. */
export function FormDialog<Form extends object>(props: FormDialogProps<Form>) {
  const { title, submit, size = 'lg', onSave, onClose, children } = props;
  const say = useWords(words);
  const client = useQueryClient();
  const isNarrow = useMediaQuery('(max-width: 40em)') ?? false;
  const { form, forget, isDraft, startOver, showAtFields, shownOf, focusFirst } = useSettingsForm(props);
  const save = useMutation({
    mutationFn: onSave,
    onSuccess: () => {
      forget();
      onClose();
      notifications.show({ color: 'green', message: say('saved') });
      void client.invalidateQueries();
    },
    onError: showAtFields,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <Dialog
      onClose={onClose}
      title={title}
      size={size}
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={form.onSubmit((values) => {
          if (!save.isPending) save.mutate(values);
        }, focusFirst)}
      >
        <Stack gap="sm">
          {isDraft && (
            <Alert color="blue" variant="light" py="xs" role="status">
              {say('draft')}{' '}
              <Anchor component="button" type="button" inherit underline="always" onClick={startOver}>
                {say('discard')}
              </Anchor>
            </Alert>
          )}
          {children(form)}
          <DialogFoot error={save.error} problem={<SavingProblem error={save.error} shown={shownOf(save.error)} />}>
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {submit ?? say('save')}
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}

/** For rules: a text that must not be empty. */
export function useNeeded(): (value: string) => string | null {
  const say = useWords(words);
  return (value) => (value.trim() === '' ? say('needed') : null);
}
