import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { EscalationCard } from '../../../parts/management/escalation-card';
import { useEscalations } from '../../../parts/management/escalations';
import { words } from '../../../parts/management/words';
import { useWords } from '../../../words/words';
import { useDesk } from '../ticket-desk';
import { Panel } from './panel';

/** What was raised to management on this ticket; nothing when it never was. */
export function ManagementPanel() {
  const say = useWords(words);
  const { ticket } = useDesk();
  const [showsOver, { toggle }] = useDisclosure(false);
  const items = useEscalations({ ticketId: ticket.id }).data?.items ?? [];
  const live = items.filter(({ state }) => state === 'requested' || state === 'approved');
  const over = items.filter((each) => !live.includes(each));
  if (items.length === 0) return null;
  return (
    <Panel title={say('title')}>
      {live.map((escalation) => (
        <EscalationCard key={escalation.id} escalation={escalation} />
      ))}
      {live.some(({ state }) => state === 'requested') && (
        <Text size="xs" c="dimmed" mt={4}>
          {say('toWhom')}
        </Text>
      )}
      {over.length > 0 && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          ml={-8}
          mt={4}
          onClick={toggle}
          aria-expanded={showsOver}
        >
          {say('earlier', { count: over.length })}
        </Button>
      )}
      {showsOver && over.map((escalation) => <EscalationCard key={escalation.id} escalation={escalation} />)}
    </Panel>
  );
}
