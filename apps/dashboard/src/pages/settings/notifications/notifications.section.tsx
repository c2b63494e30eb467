import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import { KindList } from './kind-list';
import { NotSent } from './not-sent';
import { QuietHours } from './quiet-hours';
import { words } from './words';

/** What customers are told by mail. Admins change it, leads look. */
export function NotificationsSection() {
  const say = useWords(words);
  const name = useWords(sectionWords);
  const { isAdmin } = useMe();
  return (
    <>
      <SectionHead title={name('notifications')} help={say('help')} isReadOnly={!isAdmin} />
      <KindList isAdmin={isAdmin} />
      <QuietHours isAdmin={isAdmin} />
      <NotSent />
    </>
  );
}
