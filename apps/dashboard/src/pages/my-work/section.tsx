import { Badge, Group, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useFormats } from '../../words/formats';

interface Props {
  readonly title: string;
  readonly count?: number | undefined;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One heading of "my work" with what stands below it. */
export function Section({ title, count, action, children }: Props) {
  const id = useId();
  const formats = useFormats();
  return (
    <section aria-labelledby={id}>
      <Group justify="space-between" mb={6} mih={28} gap={4}>
        <Group gap={8} wrap="nowrap">
          <Title order={2} fz="md" id={id}>
            {title}
          </Title>
          {count !== undefined && count > 0 && (
            <Badge size="sm" variant="light" color="gray" className="figures">
              {formats.number(count)}
            </Badge>
          )}
        </Group>
        {action}
      </Group>
      {children}
    </section>
  );
}
