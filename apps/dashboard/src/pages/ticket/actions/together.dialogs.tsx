import { Checkbox, Group, ScrollArea, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { levelWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { usePosts, useTiers } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { pathOf } from './path-of';
import { PlaceFields } from './place-fields';
import { togetherWords } from './together-words';
import { useActed, useDone } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

/* Dialogs that bring in others. */

const consultPointers = { '/question': 'question', '/tier': 'tier', '/sector': 'sector' };

/** A question to another tier; the ticket stays. */
export function ConsultDialog() {
  const say = useWords(togetherWords);
  const { ticket } = useDesk();
  const own = ticket.tier ?? 1;
  const tiers = useTiers().data?.items ?? [];
  const above = tiers.map(({ number }) => number).filter((number) => number > own);
  const { form, forget, focusFirst } = useFormDraft(
    `${ticket.id}:consult`,
    { tier: null as number | null, sector: null as string | null, question: '' },
    { question: (value) => (value.trim() ? null : say('needed')) },
  );
  const tier = form.values.tier ?? (above.length > 0 ? Math.min(...above) : own);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/consult', {
    onSuccess: useDone(say('consultDone', { tier }), forget),
    onError: (error: unknown) => showAtFields(form, error, consultPointers),
  });
  return (
    <ActionDialog
      title={say('consultTitle', { number: ticket.number })}
      submit={say('consultSend')}
      act={act}
      shown={Object.keys(consultPointers)}
      onSubmit={form.onSubmit(({ sector, question }) => {
        act.mutate({ ...pathOf(ticket.id), body: { tier, question, ...(sector ? { sector } : {}) } });
      }, focusFirst)}
    >
      <Text size="sm" c="dimmed">
        {say('consultHelp')}
      </Text>
      <PlaceFields
        isPossible={(each) => each >= own}
        tier={tier}
        onTier={(value) => form.setFieldValue('tier', value)}
        tierError={form.errors['tier'] as string | undefined}
        sector={form.values.sector}
        onSector={(value) => form.setFieldValue('sector', value)}
        sectorError={form.errors['sector'] as string | undefined}
      />
      <Textarea
        label={say('question')}
        withAsterisk
        autosize
        minRows={3}
        maxRows={12}
        data-autofocus
        {...form.getInputProps('question')}
      />
    </ActionDialog>
  );
}

const whys = ['inactivity', 'lack-of-progress', 'customer-deadline', 'customer-request', 'other'] as const;
const severities = ['low', 'medium', 'high'] as const;
const askers = ['internal', 'customer'] as const;

/** A manager's attention: the ticket stays where it is. */
export function RaiseDialog() {
  const say = useWords(togetherWords);
  const level = useWords(levelWords);
  const { ticket } = useDesk();
  const { form, forget, focusFirst } = useFormDraft(
    `${ticket.id}:raise`,
    {
      reason: 'lack-of-progress' as (typeof whys)[number],
      requestedBy: 'internal' as (typeof askers)[number],
      severity: 'medium' as (typeof severities)[number],
      justification: '',
    },
    { justification: (value) => (value.trim() ? null : say('needed')) },
  );
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/raise-to-management', {
    onSuccess: useDone(say('raiseDone'), forget),
    onError: (error: unknown) => showAtFields(form, error, { '/justification': 'justification' }),
  });
  return (
    <ActionDialog
      title={say('raiseTitle', { number: ticket.number })}
      submit={say('raiseSend')}
      act={act}
      shown={['/justification']}
      onSubmit={form.onSubmit((body) => act.mutate({ ...pathOf(ticket.id), body }), focusFirst)}
    >
      <Text size="sm" c="dimmed">
        {say('raiseHelp')}
      </Text>
      <Select
        label={say('why')}
        allowDeselect={false}
        data={whys.map((value) => ({ value, label: say(value) }))}
        {...form.getInputProps('reason')}
      />
      <Group grow>
        <Select
          label={say('by')}
          allowDeselect={false}
          data={askers.map((value) => ({ value, label: say(value) }))}
          {...form.getInputProps('requestedBy')}
        />
        <Select
          label={say('severity')}
          allowDeselect={false}
          data={severities.map((value) => ({ value, label: level(value) }))}
          {...form.getInputProps('severity')}
        />
      </Group>
      <Textarea
        label={say('justification')}
        withAsterisk
        autosize
        minRows={3}
        maxRows={10}
        data-autofocus
        {...form.getInputProps('justification')}
      />
    </ActionDialog>
  );
}

export function LinkDialog() {
  const say = useWords(togetherWords);
  const { ticket } = useDesk();
  const [parent, setParent] = useState('');
  const [isAsked, setAsked] = useState(false);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/link', { onSuccess: useActed() });
  return (
    <ActionDialog
      title={say('linkTitle', { number: ticket.number })}
      submit={say('linkSend')}
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (parent.trim()) act.mutate({ ...pathOf(ticket.id), body: { parent: parent.trim() } });
      }}
    >
      <TextInput
        label={say('linkTo')}
        description={say('linkHelp')}
        withAsterisk
        placeholder="T-…"
        maxLength={64}
        data-autofocus
        error={isAsked && !parent.trim() && say('needed')}
        value={parent}
        onChange={(event) => setParent(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

/** A second matter in the same conversation becomes a ticket of its own. */
export function SplitDialog() {
  const say = useWords(togetherWords);
  const { ticket } = useDesk();
  const posts = usePosts(ticket.id).data?.pages.flatMap(({ items }) => items) ?? [];
  const [chosen, setChosen] = useState<string[]>([]);
  const [subject, setSubject] = useState('');
  const [isAsked, setAsked] = useState(false);
  const done = useDone();
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/split', {
    onSuccess: ({ made }) => {
      done();
      notifications.show({ message: say('splitDone', { number: made.number }), color: 'teal' });
    },
  });
  return (
    <ActionDialog
      title={say('splitTitle', { number: ticket.number })}
      submit={say('splitSend')}
      size="lg"
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (subject.trim() && chosen.length > 0)
          act.mutate({ ...pathOf(ticket.id), body: { postIds: chosen, subject: subject.trim() } });
      }}
    >
      <TextInput
        label={say('splitSubject')}
        withAsterisk
        maxLength={300}
        data-autofocus
        value={subject}
        error={isAsked && !subject.trim() && say('needed')}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={say('splitPosts')}
        withAsterisk
        value={chosen}
        onChange={setChosen}
        error={isAsked && chosen.length === 0 && say('needed')}
      >
        <ScrollArea.Autosize mah={320} mt={4}>
          <Stack gap={8}>
            {posts.map(({ id, author, body }) => (
              <Checkbox
                key={id}
                value={id}
                label={author.name ?? author.kind}
                description={body.length > 160 ? `${body.slice(0, 160)} …` : body}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
    </ActionDialog>
  );
}
