import { Group, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** Beside the heading. */
  readonly aside?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One heading of the board with what stands below it. */
export function Section({ title, aside, action, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" mb={6} mih={28} gap="xs" wrap="nowrap">
        <Group gap={8} wrap="nowrap" align="baseline">
          <Title order={2} fz="md" id={id}>
            {title}
          </Title>
          {aside}
        </Group>
        {action}
      </Group>
      {children}
    </section>
  );
}
