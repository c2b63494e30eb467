import { notifications } from '@mantine/notifications';
import { useTicketChanged, type TicketView } from '../ticket-data';
import { useDesk } from '../ticket-desk';

/** What follows an action that went through: the screen shows it, its dialog is gone, and what it did is said. */
export function useActed(said?: string, forget?: () => void) {
  const { ticket, open } = useDesk();
  const changed = useTicketChanged();
  return (answer: TicketView): void => {
    forget?.();
    open(null);
    void changed(ticket.id, answer);
    if (said) notifications.show({ message: said, color: 'teal' });
  };
}

/** The same for what answers with something else than the ticket. */
export function useDone(said?: string, forget?: () => void) {
  const { ticket, open } = useDesk();
  const changed = useTicketChanged();
  return (): void => {
    forget?.();
    open(null);
    void changed(ticket.id);
    if (said) notifications.show({ message: said, color: 'teal' });
  };
}
