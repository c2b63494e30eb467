import { PageHead } from '../../parts/states';

export function SearchPage() {
  return <PageHead title="Search" />;
}
