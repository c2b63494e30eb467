import { ActionIcon, Button, Drawer } from '@mantine/core';
import { IconArrowBarToDown, IconLock, IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { Composer } from './composer';
import { composerWords } from './composer-words';
import classes from './composer.module.css';

/** On narrow screens: what can be written is at hand wherever one reads, and is written in a sheet of its own. */
export function ComposerBar({ onSent }: { readonly onSent: () => void }) {
  const say = useWords(composerWords);
  const { may, write, focusOn } = useDesk();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (focusOn > 0) setOpen(true);
  }, [focusOn]);
  const mayAnswer = may.has('reply') || may.has('ask-customer');
  return (
    <>
      <div className={classes.bar} data-composer-bar>
        {mayAnswer && (
          <Button
            flex={1}
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => write(may.has('reply') ? 'reply' : 'ask-customer')}
          >
            {say('reply')}
          </Button>
        )}
        <Button
          flex={1}
          variant="default"
          leftSection={<IconLock size={16} aria-hidden />}
          onClick={() => write('note')}
        >
          {say('note')}
        </Button>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={say('toNewest')}
          onClick={() => {
            onSent();
            requestAnimationFrame(() => window.scrollTo({ top: document.documentElement.scrollHeight }));
          }}
        >
          <IconArrowBarToDown size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position="bottom"
        size="auto"
        title={say('write')}
        closeButtonProps={{ 'aria-label': say('close') }}
        styles={{ content: { height: 'auto', flex: '1 0 100%', maxHeight: '92dvh' } }}
      >
        <Composer
          onSent={() => {
            setOpen(false);
            onSent();
          }}
        />
      </Drawer>
    </>
  );
}
