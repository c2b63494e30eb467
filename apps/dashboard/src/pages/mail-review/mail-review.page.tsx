import { Button, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../../api/client';
import { Empty, Loaded, PageHead } from '../../parts/states';
import { useWords } from '../../words/words';
import { ConfirmDialog } from '../settings/parts/confirm-dialog';
import classes from './mail-review.module.css';
import { useReview, type ReviewedMail } from './review-data';
import { ReviewRow } from './review-row';
import { SourceDialog } from './source.dialog';
import { whyOf } from './why';
import { words } from './words';

/** Mails that somebody has to decide about. For leads and admins. */
export function MailReviewPage() {
  const say = useWords(words);
  const review = useReview();
  const [looked, look] = useState<ReviewedMail | null>(null);
  const [isSure, ask] = useState(false);
  // What machines wrote and nobody waits for; of a stub on a ticket somebody has to judge.
  const automatic = review.data?.items.filter((mail) => whyOf(mail).kind === 'automatic') ?? [];
  const dismissAll = async (): Promise<void> => {
    for (const { id } of automatic) await api.POST('/api/v1/mail/{id}/dismiss', { params: { path: { id } } });
  };
  return (
    <>
      <PageHead title={say('title')}>
        {automatic.length > 1 && (
          <Button variant="default" onClick={() => ask(true)}>
            {say('dismissAll', { count: automatic.length })}
          </Button>
        )}
      </PageHead>
      <Text size="sm" c="dimmed" mb="md" maw="44rem">
        {say('help')}
      </Text>
      <Loaded query={review}>
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Empty icon={<IconCircleCheck size={32} />} title={say('none')}>
              {say('noneHelp')}
            </Empty>
          ) : (
            <>
              <ul className={classes.list}>
                {items.map((mail) => (
                  <ReviewRow key={mail.id} mail={mail} onSource={() => look(mail)} />
                ))}
              </ul>
              {nextCursor && (
                <Text size="sm" c="dimmed" mt="sm">
                  {say('more')}
                </Text>
              )}
            </>
          )
        }
      </Loaded>
      {isSure && (
        <ConfirmDialog
          title={say('dismissAll', { count: automatic.length })}
          action={say('dismiss')}
          done={say('dismissed')}
          onClose={() => ask(false)}
          onConfirm={dismissAll}
        >
          {say('dismissAllHelp')}
        </ConfirmDialog>
      )}
      {looked && <SourceDialog mail={looked} onClose={() => look(null)} />}
    </>
  );
}
