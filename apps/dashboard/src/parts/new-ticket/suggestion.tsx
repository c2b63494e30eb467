import { Stack, Text } from '@mantine/core';

/** One of those a field offers while one types: what it is called, and what else tells it from the others. */
export function Suggestion({ main, more }: { readonly main: string; readonly more: string }) {
  return (
    <Stack gap={0} miw={0} maw="min(26rem, 80vw)">
      <Text size="sm" truncate>
        {main}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {more}
      </Text>
    </Stack>
  );
}
