import { Text } from '@mantine/core';

/** Shorter than this it is never cut: no need to say it twice. */
const SHORT = 40;

interface ClampedProps {
  readonly children: string;
  readonly lines?: number;
}

/** What people named: however long, it takes a few lines at most; the pointer tells all of it. */
export function Clamped({ children, lines = 2 }: ClampedProps) {
  return (
    <Text component="div" inherit lineClamp={lines} miw={0} title={children.length > SHORT ? children : undefined}>
      {children}
    </Text>
  );
}
