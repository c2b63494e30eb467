import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { DialogFoot } from '../../../parts/dialog-foot';
import { useLanguage, useWords } from '../../../words/words';
import type { Calendar } from './calendar-spec';
import classes from './calendars.module.css';
import { dateSaid } from './hours-said';
import { words } from './words';

const LARGEST = 1_000_000;

interface ImportDialogProps {
  readonly calendar: Calendar;
  readonly onClose: () => void;
}

/** Days out of an iCalendar file: first what would come of it, then adding them. */
export function ImportDialog({ calendar, onClose }: ImportDialogProps) {
  const say = useWords(words);
  const language = useLanguage();
  const client = useQueryClient();
  const [file, setFile] = useState<{ readonly name: string; readonly text: string } | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const send = async (text: string, apply: boolean) => {
    const { data } = await api.POST('/api/v1/sla/calendars/{code}/import', {
      params: { path: { code: calendar.code }, query: apply ? { apply: 'true' } : {} },
      headers: { 'content-type': 'text/calendar' },
      body: text as never,
      bodySerializer: (body: unknown) => body as string,
    });
    return data!;
  };
  const look = useMutation({ mutationFn: (text: string) => send(text, false) });
  const add = useMutation({
    mutationFn: (text: string) => send(text, true),
    onSuccess: ({ added }) => {
      notifications.show({ color: 'green', message: say('added', { count: added.length }) });
      void client.invalidateQueries();
      onClose();
    },
  });
  const choose = async (chosen: File | null): Promise<void> => {
    if (!chosen) return;
    look.reset();
    add.reset();
    setTooLarge(chosen.size > LARGEST);
    if (chosen.size > LARGEST) return setFile(null);
    const text = await chosen.text();
    setFile({ name: chosen.name, text });
    look.mutate(text);
  };
  const found = look.data;
  return (
    <Dialog
      onClose={onClose}
      title={say('importOf', { name: calendar.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {say('importHelp')}
        </Text>
        <Group gap="sm">
          <FileButton accept=".ics,text/calendar" onChange={(chosen) => void choose(chosen)}>
            {(props) => (
              <Button variant="default" leftSection={<IconFileImport size={16} />} loading={look.isPending} {...props}>
                {say('choose')}
              </Button>
            )}
          </FileButton>
          {file && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {file.name}
            </Text>
          )}
        </Group>
        {isTooLarge && (
          <Text size="sm" c="red" role="alert">
            {say('tooLarge')}
          </Text>
        )}
        {found && (
          <div role="status">
            <Text size="sm" fw={600}>
              {say('wouldAdd', { count: found.added.length })}
            </Text>
            {found.known.length > 0 && <Text size="sm">{say('known', { count: found.known.length })}</Text>}
            <ul className={classes.list} style={{ marginTop: 6, maxHeight: '16rem', overflowY: 'auto' }}>
              {found.added.map(({ date, name }) => (
                <li key={date}>
                  <span className="figures">{dateSaid(date, language)}</span>
                  <span style={{ overflowWrap: 'anywhere' }}>{name}</span>
                </li>
              ))}
            </ul>
            {found.skippedInAll > 0 && (
              <>
                <Text size="sm" mt={6}>
                  {say('skipped', { count: found.skippedInAll })}
                </Text>
                <List size="xs" c="dimmed">
                  {found.skipped.slice(0, 20).map(({ name, start, detail }, at) => (
                    <List.Item key={at}>{[name ?? start, detail].filter(Boolean).join(': ')}</List.Item>
                  ))}
                </List>
              </>
            )}
          </div>
        )}
        <DialogFoot error={add.error ?? look.error} problem={<ActionProblem error={add.error ?? look.error} />}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          {file && found && found.added.length > 0 && (
            <Button loading={add.isPending} onClick={() => add.mutate(file.text)}>
              {say('apply', { count: found.added.length })}
            </Button>
          )}
        </DialogFoot>
      </Stack>
    </Dialog>
  );
}
