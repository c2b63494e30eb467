import { Radio, Group, Text, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { useWords } from '../../../words/words';
import { draftsOf } from '../composer/drafts';
import { fileWords } from '../composer/files/file-words';
import { heldBack } from '../composer/files/held-back';
import { refuseFiles, useFiles } from '../composer/files/use-files';
import { WithFiles } from '../composer/files/with-files';
import { isAboutFiles } from '../composer/use-send';
import { usePosts } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { SolutionCode } from './solution-code';
import { simpleWords } from './simple-words';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

interface Form {
  solution: string;
  code: string;
  l1Capable: '' | 'yes' | 'no';
}
const pointers = { '/solution': 'solution', '/code': 'code', '/l1Capable': 'l1Capable' };

/** How it was solved: for the customer, and for whoever has the same next time. */
export function ResolveDialog() {
  const say = useWords(simpleWords);
  const sayOfFiles = useWords(fileWords);
  const { ticket } = useDesk();
  const { number } = ticket;
  const isAbove = (ticket.tier ?? 1) > 1;
  const draft = draftsOf(ticket.id).resolve;
  const files = useFiles(ticket.id, draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const { form, forget, focusFirst } = useFormDraft<Form>(
    draft,
    { solution: '', code: '', l1Capable: '' },
    {
      solution: (value) => (value.trim() ? null : say('needed')),
      code: (value) => (value.trim() ? null : say('needed')),
      l1Capable: (value) => (isAbove && !value ? say('needed') : null),
    },
  );
  // What is on the screen when the dialog opens is what the solution answers.
  const newest = usePosts(ticket.id).data?.pages.at(-1)?.items.at(-1)?.id;
  const [lastSeenPostId, setSeen] = useState(newest);
  const seen = lastSeenPostId === undefined ? {} : { lastSeenPostId };
  const acted = useActed(say('resolveDone', { number }), forget);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/resolve', {
    onSuccess: (answer, { body }) => {
      files.store.sent(body.attachmentIds ?? []);
      acted(answer);
    },
    onError: (error: unknown, { body }) => {
      showAtFields(form, error, pointers);
      if (isAboutFiles(error)) refuseFiles(files.store, body.attachmentIds ?? [], error);
      // Told of what was written meanwhile: who sends again knows it.
      if (error instanceof Problem && typeof error.document['lastPostId'] === 'string')
        setSeen(error.document['lastPostId']);
    },
  });
  // That the text is missing, its field says.
  const held = heldBack(files, false);
  return (
    <ActionDialog
      title={say('resolveTitle', { number })}
      submit={say('resolveSend')}
      size="lg"
      act={{ isPending: act.isPending, error: isAboutFiles(act.error) ? null : act.error }}
      shown={Object.keys(pointers)}
      isHeld={held !== null}
      aside={
        held && (
          <Text size="xs" c="dimmed" role="status">
            {sayOfFiles(held)}
          </Text>
        )
      }
      onSubmit={form.onSubmit(({ solution, code, l1Capable }) => {
        const capable = isAbove ? { l1Capable: l1Capable === 'yes' } : {};
        const attached = files.ids.length === 0 ? {} : { attachmentIds: [...files.ids] };
        const body = { solution, code: code.trim(), ...capable, ...attached, ...seen };
        act.mutate({ params: { path: { id: ticket.id } }, body });
      }, focusFirst)}
    >
      <WithFiles files={files} onRemoved={() => field.current?.focus()}>
        <Textarea
          ref={field}
          label={say('solution')}
          description={say('solutionHelp')}
          withAsterisk
          autosize
          minRows={4}
          maxRows={14}
          data-autofocus
          {...form.getInputProps('solution')}
        />
        <SolutionCode
          label={say('code')}
          description={say('codeHelp')}
          withAsterisk
          value={form.values.code}
          onChange={(code) => form.setFieldValue('code', code)}
          error={form.errors['code']}
          data-path="code"
        />
      </WithFiles>
      {isAbove && (
        <Radio.Group label={say('l1Capable')} withAsterisk {...form.getInputProps('l1Capable')}>
          <Group mt={4}>
            <Radio value="yes" label={say('yes')} />
            <Radio value="no" label={say('no')} />
          </Group>
        </Radio.Group>
      )}
    </ActionDialog>
  );
}
