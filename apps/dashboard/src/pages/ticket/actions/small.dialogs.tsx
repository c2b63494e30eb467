import { Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { rejectReasonWords } from '../../../parts/state-words';
import { useWords } from '../../../words/words';
import { useDraft } from '../composer/use-draft';
import { useAgents } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { pathOf } from './path-of';
import { simpleWords } from './simple-words';
import { useActed } from './use-acted';

/* Dialogs with one question, or none. */

export function ReleaseDialog() {
  const say = useWords(simpleWords);
  const { ticket } = useDesk();
  const [reason, setReason] = useState('');
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/release', { onSuccess: useActed() });
  return (
    <ActionDialog
      title={say('releaseTitle', { number: ticket.number })}
      submit={say('releaseSend')}
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ ...pathOf(ticket.id), body: reason.trim() ? { reason } : {} });
      }}
    >
      <TextInput
        label={say('releaseReason')}
        data-autofocus
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

export function CloseDialog() {
  const say = useWords(simpleWords);
  const { ticket } = useDesk();
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/close', { onSuccess: useActed() });
  return (
    <ActionDialog
      title={say('closeTitle', { number: ticket.number })}
      submit={say('closeSend')}
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ ...pathOf(ticket.id), body: {} });
      }}
    >
      <Text size="sm">{say('closeHelp')}</Text>
    </ActionDialog>
  );
}

export function ReopenDialog() {
  const say = useWords(simpleWords);
  const { ticket } = useDesk();
  const [reason, setReason] = useDraft(`${ticket.id}:reopen`);
  const [isAsked, setAsked] = useState(false);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/reopen', {
    onSuccess: useActed(undefined, () => setReason('')),
  });
  return (
    <ActionDialog
      title={say('reopenTitle', { number: ticket.number })}
      submit={say('reopenSend')}
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (reason.trim()) act.mutate({ ...pathOf(ticket.id), body: { reason } });
      }}
    >
      <Textarea
        label={say('reopenReason')}
        withAsterisk
        autosize
        minRows={3}
        maxRows={10}
        data-autofocus
        error={isAsked && !reason.trim() && say('needed')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

export function MergeDialog() {
  const say = useWords(simpleWords);
  const { ticket } = useDesk();
  const [into, setInto] = useState('');
  const [isAsked, setAsked] = useState(false);
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/merge', { onSuccess: useActed() });
  return (
    <ActionDialog
      title={say('mergeTitle', { number: ticket.number })}
      submit={say('mergeSend')}
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (into.trim()) act.mutate({ ...pathOf(ticket.id), body: { into: into.trim() } });
      }}
    >
      <TextInput
        label={say('mergeInto')}
        description={say('mergeHelp')}
        withAsterisk
        placeholder="T-…"
        maxLength={64}
        data-autofocus
        error={isAsked && !into.trim() && say('needed')}
        value={into}
        onChange={(event) => setInto(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

const rejections = ['spam', 'scam', 'not-for-us'] as const;

export function RejectDialog() {
  const say = useWords(simpleWords);
  const reasonWord = useWords(rejectReasonWords);
  const { ticket } = useDesk();
  const [reason, setReason] = useState<(typeof rejections)[number]>('spam');
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/reject', { onSuccess: useActed() });
  return (
    <ActionDialog
      title={say('rejectTitle', { number: ticket.number })}
      submit={say('rejectSend')}
      color="red"
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ ...pathOf(ticket.id), body: { reason } });
      }}
    >
      <Text size="sm">{say('rejectHelp')}</Text>
      <Radio.Group
        label={say('reason')}
        value={reason}
        onChange={(value) => setReason(value as (typeof rejections)[number])}
      >
        <Stack gap={6} mt={4}>
          {rejections.map((value, index) => (
            <Radio key={value} value={value} label={reasonWord(value)} data-autofocus={index === 0 || undefined} />
          ))}
        </Stack>
      </Radio.Group>
    </ActionDialog>
  );
}

export function AssignDialog() {
  const say = useWords(simpleWords);
  const { ticket } = useDesk();
  const [agentId, setAgentId] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  const agents = useAgents().data?.items.filter(({ active }) => active) ?? [];
  const name = agents.find(({ id }) => id === agentId)?.name ?? '';
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/assign', {
    onSuccess: useActed(say('assignDone', { number: ticket.number, name })),
  });
  return (
    <ActionDialog
      title={say('assignTitle', { number: ticket.number })}
      submit={say('assignSend')}
      act={act}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (agentId) act.mutate({ ...pathOf(ticket.id), body: { agentId } });
      }}
    >
      <Select
        label={say('agent')}
        withAsterisk
        searchable
        data-autofocus
        data={agents.map((agent) => ({ value: agent.id, label: agent.name }))}
        value={agentId}
        onChange={setAgentId}
        error={isAsked && !agentId && say('needed')}
      />
    </ActionDialog>
  );
}
