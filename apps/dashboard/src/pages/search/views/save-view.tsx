import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { $api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { ActionProblem } from '../../../parts/action-problem';
import type { TicketSearch } from '../../../shell/addresses';
import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import { filtersOf } from '../search-data';
import { searchOf, type ViewBody } from './view-data';
import { words } from './words';

interface Props {
  readonly search: TicketSearch;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Keeps filters and order under a name. */
export function SaveView({ search, isOpen, onClose }: Props) {
  const say = useWords(words);
  return (
    <Modal opened={isOpen} onClose={onClose} title={say('save')} closeButtonProps={{ 'aria-label': say('cancel') }}>
      <SaveForm search={search} onClose={onClose} />
    </Modal>
  );
}

function SaveForm({ search, onClose }: Omit<Props, 'isOpen'>) {
  const say = useWords(words);
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [isShared, share] = useState(false);
  const [isMissing, miss] = useState(false);
  const { mutate, isPending, error } = $api.useMutation('post', '/api/v1/desk/views', {
    onSuccess: async (view) => {
      await client.invalidateQueries();
      notifications.show({ color: 'green', message: say('saved', { name: view.name }) });
      onClose();
      await navigate({ to: '/tickets', search: searchOf(view) });
    },
  });
  const problem = (error as unknown) instanceof Problem ? (error as unknown as Problem) : null;
  const nameError = isMissing ? say('nameNeeded') : problem?.at('/name');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        miss(name.trim() === '');
        if (name.trim() === '' || isPending) return;
        const body: ViewBody = {
          name: name.trim(),
          filters: filtersOf(search) as ViewBody['filters'],
          ...(search.sort && search.q === undefined && { sort: search.sort }),
          ...(isShared && { sharedWith: { everybody: true } }),
        };
        mutate({ body });
      }}
    >
      <Stack>
        <TextInput
          label={say('name')}
          description={say('nameHelp')}
          data-autofocus
          required
          maxLength={100}
          value={name}
          error={nameError}
          onChange={({ currentTarget }) => {
            setName(currentTarget.value);
            miss(false);
          }}
        />
        {me.isLead && (
          <Checkbox
            label={say('share')}
            checked={isShared}
            onChange={({ currentTarget }) => share(currentTarget.checked)}
          />
        )}
        <ActionProblem error={error} shown={['/name']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {say('saveIt')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
