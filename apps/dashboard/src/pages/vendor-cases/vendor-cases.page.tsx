import { PageHead } from '../../parts/states';

export function VendorCasesPage() {
  return <PageHead title="VendorCases" />;
}
