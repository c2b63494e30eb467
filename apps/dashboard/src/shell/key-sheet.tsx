import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useWords } from '../words/words';
import { Keys } from './keys';
import { useCommands, useShortcut, type Command } from './shortcuts';
import { words } from './words';

/** The sheet behind `?`. */
export function KeySheet() {
  const say = useWords(words);
  const [isOpen, { open, close }] = useDisclosure(false);
  const commands = useCommands();
  useShortcut('shift+?', say('keys'), open, { isEverywhere: true });
  const here = commands.filter(({ isEverywhere, keys }) => !isEverywhere && keys !== null);
  const everywhere = commands.filter(({ isEverywhere, keys }) => isEverywhere && keys !== null);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={say('keys')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack gap="lg">
        {here.length > 0 && <Part title={say('onThisPage')} commands={here} />}
        <Part title={say('everywhere')} commands={everywhere} />
        <Text size="sm" c="dimmed">
          {say('keysHelp')} <Kbd size="xs">Ctrl K</Kbd>
        </Text>
      </Stack>
    </Modal>
  );
}

function Part({ title, commands }: { readonly title: string; readonly commands: readonly Command[] }) {
  return (
    <section>
      <Title order={3} fz="sm" mb={6}>
        {title}
      </Title>
      <div style={{ columns: '15rem 2', columnGap: '2rem' }}>
        {commands.map(({ keys, label }) => (
          <Group key={`${keys} ${label}`} justify="space-between" wrap="nowrap" py={3} style={{ breakInside: 'avoid' }}>
            <Text size="sm">{label}</Text>
            <Keys keys={keys ?? ''} />
          </Group>
        ))}
      </div>
    </section>
  );
}
