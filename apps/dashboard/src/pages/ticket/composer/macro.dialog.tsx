import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { useSectorName } from '../../../parts/sector';
import { Loaded, LoadingRows } from '../../../parts/states';
import { useLanguage, useWords } from '../../../words/words';
import { solutionName, solutionWords } from '../solution-words';
import { useTicketChanged } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { isUnserved, type Macro } from './fitting-macro';
import { macroWords } from './macro-words';
import type { PostKind } from './use-send';

interface Props {
  readonly macro: Macro;
  readonly onText: (text: string, kind: PostKind | null) => void;
  readonly onClose: () => void;
}

/** A macro as it would be on this ticket: its text to be read and put right, and what it does; then it is done, or only the text is taken. */
export function MacroDialog({ macro, onText, onClose }: Props) {
  const say = useWords(macroWords);
  const solution = useWords(solutionWords);
  const language = useLanguage();
  const sectorName = useSectorName();
  const { ticket, may } = useDesk();
  const changed = useTicketChanged();
  const path = { id: ticket.id, macroId: macro.id };
  const preview = $api.useQuery(
    'post',
    '/api/v1/tickets/{id}/macros/{macroId}/preview',
    { params: { path }, body: {} },
    { staleTime: 0, gcTime: 0, refetchOnWindowFocus: false },
  );
  const [written, write] = useState<string | null>(null);
  const apply = $api.useMutation('post', '/api/v1/tickets/{id}/macros/{macroId}/apply', {
    onSuccess: (answer) => {
      onClose();
      void changed(ticket.id, answer);
      notifications.show({ message: say('done', { name: macro.name }), color: 'teal' });
    },
  });
  const { does, code, addTags, removeTags } = macro;
  const text = written ?? preview.data?.body ?? null;
  const isPost = does === 'reply' || does === 'note' || does === 'ask-customer';
  const toSector = preview.data?.toSector ?? null;
  const isNowhere = isUnserved(macro, ticket);
  const mayDo = !isNowhere && (does === 'nothing' || may.has(does)) && (toSector === null || may.has('transfer'));
  const doings = [
    does === 'nothing'
      ? say('nothingDone')
      : does === 'resolve'
        ? say('resolve', { code: code ? solutionName(solution, code) : '' })
        : say(does),
    ...(addTags.length > 0 ? [say('addTags', { tags: addTags.join(', ') })] : []),
    ...(removeTags.length > 0 ? [say('removeTags', { tags: removeTags.join(', ') })] : []),
    ...(toSector === null ? [] : [say('toSector', { sector: sectorName(toSector) })]),
  ];
  const nameOf = (tag: string): string => new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag;
  return (
    <Dialog onClose={onClose} title={macro.name} size="lg" closeButtonProps={{ 'aria-label': say('cancel') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // It stands in the composer's form, as far as React is concerned.
          event.stopPropagation();
          if (apply.isPending || !mayDo) return;
          const body = text !== null && text.trim() ? { body: text } : {};
          apply.mutate({ params: { path }, body: { ...body, expectedVersion: ticket.version } });
        }}
      >
        <Loaded query={preview} loading={<LoadingRows rows={3} />}>
          {({ body, language: own, missing }) => (
            <Stack gap="sm">
              <div>
                <Text size="sm" fw={500}>
                  {say('does')}
                </Text>
                <List size="sm">
                  {doings.map((doing) => (
                    <List.Item key={doing}>{doing}</List.Item>
                  ))}
                </List>
              </div>
              {isNowhere && (
                <Alert color="orange" py="xs">
                  {say('unserved', { sector: sectorName(macro.toSector) })}
                </Alert>
              )}
              {missing.length > 0 && (
                <Alert color="orange" py="xs">
                  {say('missing', { names: missing.map((name) => say(name)).join(', ') })}
                </Alert>
              )}
              {body !== null && (
                <Textarea
                  label={own ? say('textIn', { language: nameOf(own) }) : say('text')}
                  autosize
                  minRows={4}
                  maxRows={14}
                  data-autofocus
                  value={text ?? ''}
                  onChange={(event) => write(event.currentTarget.value)}
                />
              )}
              <Text size="xs" c="dimmed">
                {[...(mayDo ? [] : [say('notNow')]), ...(body === null ? [] : [say('intoHelp')])].join(' ')}
              </Text>
              <ActionProblem error={apply.error} />
              <Group justify="flex-end" gap="xs">
                <Button variant="default" onClick={onClose}>
                  {say('cancel')}
                </Button>
                {body !== null && (
                  <Button
                    variant={mayDo ? 'default' : 'filled'}
                    disabled={!text?.trim()}
                    onClick={() => {
                      if (text) onText(text, isPost ? does : null);
                      onClose();
                    }}
                  >
                    {say('into')}
                  </Button>
                )}
                {mayDo && (
                  <Button type="submit" loading={apply.isPending} disabled={body !== null && !text?.trim()}>
                    {say('now')}
                  </Button>
                )}
              </Group>
            </Stack>
          )}
        </Loaded>
      </form>
    </Dialog>
  );
}
