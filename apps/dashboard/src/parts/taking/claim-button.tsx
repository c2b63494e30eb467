import { Button } from '@mantine/core';
import { useWords } from '../../words/words';
import type { TicketSummary } from '../ticket-list/ticket-summary';
import { useMayTake } from './use-claim';
import { words } from './words';

interface Props {
  readonly ticket: TicketSummary;
  readonly claiming: string | null;
  readonly onClaim: (ticket: TicketSummary) => void;
}

export function ClaimButton({ ticket, claiming, onClaim }: Props) {
  const say = useWords(words);
  const mayTake = useMayTake();
  if (!mayTake(ticket)) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={say('claimOne', { number: ticket.number })}
      loading={claiming === ticket.id}
      disabled={claiming !== null && claiming !== ticket.id}
      onClick={() => onClaim(ticket)}
    >
      {say('claim')}
    </Button>
  );
}
