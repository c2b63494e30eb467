import { Text } from '@mantine/core';
import { useWords } from '../../../words/words';
import { composerWords } from './composer-words';
import classes from './composer.module.css';
import { fileWords } from './files/file-words';
import { heldBack } from './files/held-back';
import type { Files } from './files/use-files';

interface HintProps {
  readonly files: Files;
  /** Nothing is written yet. */
  readonly isEmpty: boolean;
}

/** What holds a post with files back, or else how one is sent. */
export function Hint({ files, isEmpty }: HintProps) {
  const say = useWords(composerWords);
  const sayOfFiles = useWords(fileWords);
  const why = heldBack(files, isEmpty);
  if (why !== null)
    return (
      <Text size="xs" c="dimmed" role="status" className={classes.why ?? ''}>
        {sayOfFiles(why)}
      </Text>
    );
  return (
    <Text size="xs" c="dimmed" visibleFrom="xs" className={classes.hint ?? ''}>
      {say('hint')}
    </Text>
  );
}
