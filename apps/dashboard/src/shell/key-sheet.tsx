import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useWords } from '../words/words';
import { useShortcut, useShortcuts } from './shortcuts';
import { words } from './words';

/** The sheet behind `?`. */
export function KeySheet() {
  const say = useWords(words);
  const [isOpen, { open, close }] = useDisclosure(false);
  const shortcuts = useShortcuts();
  useShortcut('shift+?', say('keys'), open);
  return (
    <Modal opened={isOpen} onClose={close} title={say('keys')}>
      <Text size="sm" c="dimmed" mb="sm">
        {say('keysHelp')}
      </Text>
      <Stack gap={6}>
        {shortcuts.map(({ keys, label }) => (
          <Group key={`${keys} ${label}`} justify="space-between" wrap="nowrap">
            <Text size="sm">{label}</Text>
            <Kbd>{shown(keys)}</Kbd>
          </Group>
        ))}
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{say('find')}</Text>
          <Kbd>Ctrl K</Kbd>
        </Group>
      </Stack>
    </Modal>
  );
}

const shown = (keys: string): string =>
  keys.replace('shift+?', '?').replace('mod+', 'Ctrl ').replace('shift+', 'Shift ');
