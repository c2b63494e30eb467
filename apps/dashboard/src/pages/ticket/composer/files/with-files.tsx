import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../../../words/words';
import { AttachButton } from './attach-button';
import { FileList } from './file-list';
import { fileWords } from './file-words';
import classes from './files.module.css';
import { useDropAndPaste, type Files } from './use-files';

interface WithFilesProps {
  readonly files: Files;
  /** The text they go with, and what is filled in before them. */
  readonly children: ReactNode;
  /** One was taken away by key, and the focus with it. */
  readonly onRemoved: () => void;
}

/** Fields of a form whose text goes to the customer with files: they are chosen below them, dropped on them or pasted into them. */
export function WithFiles({ files, children, onRemoved }: WithFilesProps) {
  const say = useWords(fileWords);
  const { isOver, handlers } = useDropAndPaste(files.add);
  return (
    <Stack gap="sm" className={classes.with ?? ''} {...handlers}>
      {isOver && (
        <Text fw={600} className={classes.over ?? ''}>
          {say('drop')}
        </Text>
      )}
      {children}
      <div>
        <FileList files={files} isMailed onRemoved={onRemoved} />
        <AttachButton isNamed onFiles={files.add} />
      </div>
    </Stack>
  );
}
