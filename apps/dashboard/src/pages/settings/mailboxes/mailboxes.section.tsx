import { IconMailQuestion } from '@tabler/icons-react';
import { ButtonLink } from '../../../parts/link';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { ChannelList } from './channel-list';
import { MailboxList } from './mailbox-list';
import { Sending } from './sending';
import { words } from './words';

/** How mail comes in and goes out. For admins. */
export function MailboxesSection() {
  const say = useWords(words);
  return (
    <>
      <SectionHead title={say('title')} help={say('help')}>
        <ButtonLink to="/mail-review" variant="default" leftSection={<IconMailQuestion size={16} />}>
          {say('review')}
        </ButtonLink>
      </SectionHead>
      <MailboxList />
      <ChannelList />
      <Sending />
    </>
  );
}
