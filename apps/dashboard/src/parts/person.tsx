import { Avatar, Group, Text, Tooltip } from '@mantine/core';

interface PersonProps {
  /** Null: nobody. */
  readonly name: string | null;
  /** What stands instead of a name: nobody, or a service of ours. */
  readonly fallback?: string;
  /** Below the name: the tier, an address. */
  readonly detail?: string;
  readonly size?: 'xs' | 'sm';
  /** Only the picture; the name is its tooltip. */
  readonly compact?: boolean;
}

/** Somebody, with initials in a colour of his own. */
export function Person({ name, fallback = '—', detail, size = 'sm', compact = false }: PersonProps) {
  const avatar = (
    <Avatar
      name={name ?? undefined}
      color={name ? 'initials' : 'gray'}
      size={size === 'xs' ? 20 : 26}
      alt={compact ? (name ?? fallback) : ''}
    />
  );
  if (compact) return <Tooltip label={name ?? fallback}>{avatar}</Tooltip>;
  return (
    <Group gap={8} wrap="nowrap" miw={0}>
      {avatar}
      <div style={{ minWidth: 0 }}>
        <Text size={size} c={name ? undefined : 'dimmed'} truncate title={name ?? undefined}>
          {name ?? fallback}
        </Text>
        {detail && (
          <Text size="xs" c="dimmed" truncate title={detail}>
            {detail}
          </Text>
        )}
      </div>
    </Group>
  );
}
