import { Anchor, Grid } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { PageHead } from '../../parts/states';
import { useWords } from '../../words/words';
import { DeadLetters } from './dead-letters';
import { MessageQueues } from './message-queues';
import { words } from './words';

/** For admins: how the messages between the services are doing, and what was given up on. */
export function SystemPage() {
  const say = useWords(words);
  return (
    <>
      <PageHead title={say('title')}>
        <Anchor href="/bull-board/" target="_blank" rel="noreferrer" size="sm">
          {say('board')} <IconExternalLink size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
        </Anchor>
      </PageHead>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <MessageQueues />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <DeadLetters />
        </Grid.Col>
      </Grid>
    </>
  );
}
