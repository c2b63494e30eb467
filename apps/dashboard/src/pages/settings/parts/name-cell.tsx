import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Clamped } from '../../../parts/clamped';

interface NameCellProps {
  readonly name: string;
  /** Beside the name; false: nothing. */
  readonly mark?: string | false;
  /** Below it, small. */
  readonly note?: string | null;
  /** More beside the name. */
  readonly beside?: ReactNode;
  /** More below it. */
  readonly children?: ReactNode;
}

/** The first cell of a row: what it is called, whether that is in use, and what else tells it from others. */
export function NameCell({ name, mark, note, beside, children }: NameCellProps) {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Group gap={8}>
        <Clamped>{name}</Clamped>
        {beside}
        {mark && (
          <Badge size="sm" variant="default" tt="none">
            {mark}
          </Badge>
        )}
      </Group>
      {note && (
        <Text size="xs" c="dimmed" fw={400}>
          {note}
        </Text>
      )}
      {children}
    </div>
  );
}
