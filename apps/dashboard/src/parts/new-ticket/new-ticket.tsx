import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useShortcut } from '../../shell/shortcuts';
import { useWords } from '../../words/words';
import { words } from './words';

const NewTicketDialog = lazy(async () => ({ default: (await import('./new-ticket.dialog')).NewTicketDialog }));

/** For who calls or comes by: everybody else writes for themselves. */
export function NewTicket() {
  const say = useWords(words);
  const [isOpen, setOpen] = useState(false);
  useShortcut(null, say('open'), () => setOpen(true));
  return (
    <>
      <Button
        variant="default"
        fullWidth
        mb="xs"
        style={{ flex: 'none' }}
        leftSection={<IconPlus size={16} />}
        onClick={() => setOpen(true)}
      >
        {say('open')}
      </Button>
      {isOpen && (
        <Suspense>
          <NewTicketDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
