import { ActionIcon, FileButton, Tooltip } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useWords } from '../../../../words/words';
import { fileWords } from './file-words';

/** Chooses files from this machine. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
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
      {(props) => (
        <Tooltip label={say('attach')}>
          <ActionIcon {...props} variant="subtle" color="gray" size={26} aria-label={say('attach')}>
            <IconPaperclip size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}
