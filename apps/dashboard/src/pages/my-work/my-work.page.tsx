import { PageHead } from '../../parts/states';

export function MyWorkPage() {
  return <PageHead title="MyWork" />;
}
