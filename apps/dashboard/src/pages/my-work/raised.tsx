import { EscalationCard } from '../../parts/management/escalation-card';
import { useEscalations } from '../../parts/management/escalations';
import { words } from '../../parts/management/words';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { Section } from './section';

/** What leads were asked to look at; nothing when there is nothing. */
export function Raised() {
  const say = useWords(words);
  const me = useMe();
  const { data } = useEscalations({ state: 'live' }, me.isLead);
  const items = data?.items ?? [];
  if (!me.isLead || items.length === 0) return null;
  const waits = items.filter(({ state }) => state === 'requested');
  const others = items.filter(({ state }) => state !== 'requested');
  return (
    <Section title={say('forMe')} count={items.length}>
      {[...waits, ...others].map((escalation) => (
        <EscalationCard key={escalation.id} escalation={escalation} withTicket />
      ))}
    </Section>
  );
}
