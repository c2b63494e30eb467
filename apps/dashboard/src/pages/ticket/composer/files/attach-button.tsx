import { ActionIcon, Button, FileButton, Tooltip } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useWords } from '../../../../words/words';
import { fileWords } from './file-words';

interface AttachButtonProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** With its name beside it, where it stands alone. */
  readonly isNamed?: boolean;
}

/** Chooses files from this machine. */
export function AttachButton({ onFiles, isNamed = false }: AttachButtonProps) {
  const say = useWords(fileWords);
  /** The same file may be chosen again, after it was removed. */
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      multiple
      resetRef={reset}
      inputProps={{ 'aria-label': say('attach') }}
      onChange={(files) => {
        if (files.length > 0) onFiles(files);
        reset.current?.();
      }}
    >
      {(props) =>
        isNamed ? (
          <Button
            {...props}
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconPaperclip size={16} aria-hidden />}
          >
            {say('attach')}
          </Button>
        ) : (
          <Tooltip label={say('attach')}>
            <ActionIcon {...props} variant="subtle" color="gray" size={26} aria-label={say('attach')}>
              <IconPaperclip size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )
      }
    </FileButton>
  );
}
