import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly title: string;
  readonly right?: ReactNode;
  readonly children: ReactNode;
}

/** One part of what stands beside the conversation. */
export function Panel({ title, right, children }: PanelProps) {
  return (
    <section className={classes.panel} aria-label={title}>
      <Group justify="space-between" gap="xs" mb={6} wrap="nowrap">
        <Text component="h2" className={classes.title}>
          {title}
        </Text>
        {right}
      </Group>
      {children}
    </section>
  );
}

/** A name and what it is; nothing when there is nothing. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null;
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
