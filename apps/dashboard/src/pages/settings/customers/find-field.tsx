import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

interface FindFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export const FindField = ({ label, value, onChange }: FindFieldProps) => (
  <TextInput
    type="search"
    aria-label={label}
    placeholder={label}
    leftSection={<IconSearch size={16} />}
    maxLength={320}
    maw="24rem"
    mb="md"
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
);
