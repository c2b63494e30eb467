import { Text } from '@mantine/core';
import { useFormats } from '../../../words/formats';

interface OlderSecretProps {
  /** Until when the secret before the last rotation is good, too; null: there is none. */
  readonly until: string | null;
  readonly say: (at: string) => string;
}

/** While two secrets are good: until when. */
export function OlderSecret({ until, say }: OlderSecretProps) {
  const formats = useFormats();
  if (until === null || new Date(until) <= new Date()) return null;
  return (
    <Text size="xs" c="dimmed" fw={400}>
      {say(formats.instant(until))}
    </Text>
  );
}
