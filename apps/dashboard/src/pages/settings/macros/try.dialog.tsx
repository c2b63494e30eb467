import { Alert, Autocomplete, Badge, Button, Group, Input, Paper, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { $api, api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { ActionProblem } from '../../../parts/action-problem';
import { Dialog } from '../../../parts/dialog';
import { useSectorName } from '../../../parts/sector';
import { useWords } from '../../../words/words';
import { words as partsWords } from '../parts/words';
import { useLanguageName } from '../../../parts/language-names';
import type { Macro } from './macro-data';
import classes from './macros.module.css';
import { Sample } from './sample';
import { words } from './words';

/** What a macro would write on a ticket; nothing happens to it. Below it the texts as they are. */
export function TryDialog({ macro, onClose }: { readonly macro: Macro; readonly onClose: () => void }) {
  const say = useWords(words);
  const common = useWords(partsWords);
  const nameOf = useLanguageName();
  const sectorName = useSectorName();
  const isNarrow = useMediaQuery('(max-width: 40em)') ?? false;
  const [number, setNumber] = useState('');
  const latest = $api.useQuery('get', '/api/v1/tickets', { params: { query: { limit: 20 } } }).data?.items ?? [];
  const look = useMutation({
    mutationFn: async (ticket: string) => {
      const path = { id: ticket, macroId: macro.id };
      const preview = await api.POST('/api/v1/tickets/{id}/macros/{macroId}/preview', { params: { path }, body: {} });
      const fitting = await api.GET('/api/v1/tickets/{id}/macros', { params: { path: { id: ticket } } });
      return { ...preview.data!, fits: fitting.data!.items.some(({ id }) => id === macro.id) };
    },
  });
  const typed = number.split(' ')[0]!.trim();
  const ticket = /^\d+$/.test(typed) ? `T-${typed}` : typed;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (ticket && !look.isPending) look.mutate(ticket);
  };
  const isUnknown = look.error instanceof Problem && look.error.code === 'ticket.not-found';
  const { data } = look;
  return (
    <Dialog
      onClose={onClose}
      title={macro.name}
      size="lg"
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack gap="sm">
        {macro.active && (
          <form onSubmit={onSubmit} noValidate>
            <Group align="flex-end" gap="xs" wrap="nowrap">
              <Autocomplete
                label={say('ticket')}
                description={say('ticketHelp')}
                data-autofocus
                style={{ flex: 1 }}
                data={[...new Set(latest.map((each) => `${each.number} ${each.subject}`))]}
                value={number}
                onChange={(text) => {
                  setNumber(text);
                  look.reset();
                }}
                onOptionSubmit={(text) => look.mutate(text.split(' ')[0]!)}
                error={isUnknown}
                aria-describedby={isUnknown ? 'macro-ticket-problem' : undefined}
              />
              <Button type="submit" variant="default" loading={look.isPending} disabled={!ticket}>
                {say('show')}
              </Button>
            </Group>
            {isUnknown && (
              <Input.Error mt={5} id="macro-ticket-problem" role="alert">
                {look.error?.message}
              </Input.Error>
            )}
          </form>
        )}
        {!isUnknown && <ActionProblem error={look.error} />}
        {data && (
          <Stack gap="xs" role="status">
            <Paper withBorder p="sm" radius="sm">
              <Text size="sm" className={classes.read ?? ''} {...(data.language && { lang: data.language })}>
                {data.body ?? say('saysNothing')}
              </Text>
              {data.language && (
                <Text size="xs" c="dimmed" mt={6}>
                  {say('said', { language: nameOf(data.language) })} · {say(data.fits ? 'fits' : 'fitsNot')}
                </Text>
              )}
            </Paper>
            {data.toSector !== null && <Text size="sm">{say('sends', { sector: sectorName(data.toSector) })}</Text>}
            {data.missing.length > 0 && (
              <Alert color="orange" py="xs">
                {say('missing', {
                  count: data.missing.length,
                  names: data.missing.map((name) => say(`v_${name}`)).join(', '),
                })}
              </Alert>
            )}
          </Stack>
        )}
        {macro.texts.length > 0 && !data && (
          <Stack gap="xs">
            <Text size="sm" fw={600} component="h3">
              {say('theTexts')}
            </Text>
            {macro.texts.map(({ language, body }) => (
              <div key={language} lang={language}>
                <Badge variant="default" tt="none" mb={4}>
                  {nameOf(language)}
                </Badge>
                <Sample text={body} language={language} />
              </div>
            ))}
          </Stack>
        )}
      </Stack>
    </Dialog>
  );
}
