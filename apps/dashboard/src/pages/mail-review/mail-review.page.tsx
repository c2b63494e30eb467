import { Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty, Loaded, PageHead } from '../../parts/states';
import { useWords } from '../../words/words';
import classes from './mail-review.module.css';
import { useReview, type ReviewedMail } from './review-data';
import { ReviewRow } from './review-row';
import { SourceDialog } from './source.dialog';
import { words } from './words';

/** Mails that somebody has to decide about. For leads and admins. */
export function MailReviewPage() {
  const say = useWords(words);
  const review = useReview();
  const [looked, look] = useState<ReviewedMail | null>(null);
  return (
    <>
      <PageHead title={say('title')} />
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
      {looked && <SourceDialog mail={looked} onClose={() => look(null)} />}
    </>
  );
}
