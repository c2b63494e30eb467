import { PageHead } from '../../parts/states';

export function TicketPage() {
  return <PageHead title="Ticket" />;
}
