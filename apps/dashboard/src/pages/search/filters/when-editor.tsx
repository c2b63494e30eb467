import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import type { EditorProps } from './field-editor';
import { fieldWords } from './field-words';
import { relativeSeconds } from './said';

const SPANS = ['-24h', '-7d', '-30d', '-90d'] as const;

/** A day, or for the beginning of a span how long ago. */
export function WhenEditor({ field, value, onChange, onDone }: EditorProps) {
  const say = useWords(fieldWords);
  const formats = useFormats();
  return (
    <Stack gap="xs">
      {field.endsWith('From') && (
        <>
          <Text size="sm" fw={500}>
            {say(field)}
          </Text>
          <Group gap={6}>
            {SPANS.map((span) => (
              <Button
                key={span}
                size="compact-xs"
                variant={span === value ? 'filled' : 'default'}
                onClick={() => {
                  onChange(span);
                  onDone();
                }}
              >
                {say('last', { time: formats.duration(relativeSeconds(span) ?? 0) })}
              </Button>
            ))}
          </Group>
        </>
      )}
      <TextInput
        type="date"
        size="sm"
        data-autofocus
        label={field.endsWith('From') ? say('orDate') : say(field)}
        value={dayOf(value)}
        onChange={({ currentTarget }) => onChange(startOf(currentTarget.value))}
      />
    </Stack>
  );
}

/** The day at this screen on which an instant is, as a date field has it; empty for what is none. */
function dayOf(value: string): string {
  const at = new Date(value);
  if (value.startsWith('-') || Number.isNaN(at.getTime())) return '';
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** When that day begins at this screen. While a year is still being typed it is no day of ours. */
const startOf = (day: string): string => (/^[12]\d{3}-/.test(day) ? new Date(`${day}T00:00`).toISOString() : '');
