import { ActionIcon, Button, Group, Menu, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconBookmarkPlus, IconDeviceFloppy, IconDots, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { $api } from '../../../api/client';
import { tellFailure } from '../../../parts/tell-failure';
import type { TicketSearch } from '../../../shell/addresses';
import { useWords } from '../../../words/words';
import { filtersOf } from '../search-data';
import { SaveView } from './save-view';
import { isChanged, useViewName, type View, type ViewBody } from './view-data';
import { words } from './words';

/** Saves what is shown as a view, or changes or deletes the chosen one. */
export function ViewActions({ view, search }: { readonly view: View | undefined; readonly search: TicketSearch }) {
  const say = useWords(words);
  const nameOf = useViewName();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isSaving, saving] = useDisclosure(false);
  const [isSure, sure] = useDisclosure(false);
  const after = { onError: tellFailure(say('failed')), onSettled: () => void client.invalidateQueries() };
  const change = $api.useMutation('patch', '/api/v1/desk/views/{id}', {
    ...after,
    onSuccess: ({ name }) => notifications.show({ color: 'green', message: say('saved', { name }) }),
  });
  const remove = $api.useMutation('delete', '/api/v1/desk/views/{id}', {
    ...after,
    onSuccess: async () => {
      notifications.show({ color: 'gray', message: say('removed', { name: view?.name ?? '' }) });
      sure.close();
      await navigate({ to: '/tickets', search: {} });
    },
  });
  const mine = view?.mayChange ? view : undefined;
  const update = (to: View): void => {
    const filters = filtersOf(search) as ViewBody['filters'];
    change.mutate({
      params: { path: { id: to.id } },
      body: { filters, sort: search.q === undefined ? (search.sort ?? 'number') : 'number' },
    });
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconBookmarkPlus size={16} aria-hidden />}
        onClick={saving.open}
      >
        {say('save')}
      </Button>
      {mine && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={say('actions')} loading={change.isPending}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconDeviceFloppy size={16} />}
              disabled={!isChanged(mine, search)}
              onClick={() => update(mine)}
            >
              {say('update', { name: nameOf(mine) })}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={sure.open}>
              {say('remove', { name: nameOf(mine) })}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <SaveView search={search} isOpen={isSaving} onClose={saving.close} />
      {mine && (
        <Modal
          opened={isSure}
          onClose={sure.close}
          title={say('removeSure', { name: nameOf(mine) })}
          closeButtonProps={{ 'aria-label': say('cancel') }}
        >
          <Text size="sm" mb="md">
            {say('removeHelp')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={sure.close}>
              {say('cancel')}
            </Button>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate({ params: { path: { id: mine.id } } })}
            >
              {say('delete')}
            </Button>
          </Group>
        </Modal>
      )}
    </>
  );
}
