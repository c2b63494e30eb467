import { PageHead } from '../../parts/states';

export function SystemPage() {
  return <PageHead title="System" />;
}
