import { PageHead } from '../../parts/states';

export function BoardPage() {
  return <PageHead title="Board" />;
}
