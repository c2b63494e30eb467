import { Avatar, Group, Text, Tooltip } from '@mantine/core';

/** Colours in which initials keep 4.5:1 on their backgrounds. */
const FACES = ['blue', 'indigo', 'violet', 'grape', 'pink', 'red'];

interface FaceProps {
  readonly name: string | null;
  readonly size: number;
  readonly alt?: string;
  readonly className?: string;
}

/** The initials of somebody, in a colour of their own. */
export function Face({ name, size, alt = '', className }: FaceProps) {
  return (
    <Avatar
      className={className}
      name={name ?? undefined}
      color={name ? 'initials' : 'gray'}
      allowedInitialsColors={FACES}
      size={size}
      alt={alt}
      styles={{
        root: { flex: 'none', minWidth: 0 },
        placeholder: { whiteSpace: 'nowrap', fontSize: Math.max(9, Math.round(size * 0.4)) },
      }}
    />
  );
}

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
  const avatar = <Face name={name} size={size === 'xs' ? 22 : 26} alt={compact ? (name ?? fallback) : ''} />;
  if (compact) {
    return (
      <Tooltip label={name ?? fallback}>
        <span style={{ display: 'inline-flex' }}>{avatar}</span>
      </Tooltip>
    );
  }
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
