import { PageHead } from '../../parts/states';

export function QueuePage() {
  return <PageHead title="Queue" />;
}
