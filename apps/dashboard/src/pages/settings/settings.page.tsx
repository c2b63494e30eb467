import { PageHead } from '../../parts/states';

export function SettingsPage() {
  return <PageHead title="Settings" />;
}
