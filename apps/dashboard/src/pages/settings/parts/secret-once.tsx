import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Dialog } from '../../../parts/dialog';
import { useWords } from '../../../words/words';
import { words } from './words';

interface SecretOnceProps {
  readonly title: string;
  readonly secret: string;
  readonly onClose: () => void;
  /** What to do with it. */
  readonly children?: ReactNode;
}

/** A secret that the server says once: it is left only by saying that it was kept. */
export function SecretOnce({ title, secret, onClose, children }: SecretOnceProps) {
  const say = useWords(words);
  return (
    <Dialog
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="sm">
        <Alert color="yellow" variant="light" py="xs">
          {say('once')}
        </Alert>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', userSelect: 'all' }}>
          {secret}
        </Code>
        {children && <Text size="sm">{children}</Text>}
        <Group justify="space-between" gap="xs">
          <CopyButton value={secret} timeout={3_000}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                data-autofocus
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
                onClick={copy}
                aria-live="polite"
              >
                {say(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{say('kept')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
