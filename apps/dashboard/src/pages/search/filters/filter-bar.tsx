import { Button, Menu, ScrollArea } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TicketFilters } from '../../../shell/addresses';
import { useWords } from '../../../words/words';
import { fieldWords } from './field-words';
import { fieldNames, type Field } from './fields';
import { FilterChip } from './filter-chip';
import classes from './filters.module.css';

interface Props {
  readonly filters: TicketFilters;
  readonly onChange: (field: Field, value: string | undefined) => void;
  readonly onClear: () => void;
}

/** Every filter that is set as a chip, and the others to add. */
export function FilterBar({ filters, onChange, onClear }: Props) {
  const say = useWords(fieldWords);
  const [added, add] = useState<Field | null>(null);
  const shown = fieldNames.filter((field) => filters[field] !== undefined || field === added);
  return (
    <div className={classes.bar}>
      <Menu position="bottom-start" shadow="md" width={240}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={say('addHelp')}
            leftSection={<IconFilterPlus size={15} aria-hidden />}
          >
            {say('add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ScrollArea.Autosize mah={360} type="auto">
            {fieldNames
              .filter((field) => !shown.includes(field))
              .map((field) => (
                <Menu.Item key={field} onClick={() => add(field)}>
                  {say(field)}
                </Menu.Item>
              ))}
          </ScrollArea.Autosize>
        </Menu.Dropdown>
      </Menu>
      {shown.map((field) => (
        <FilterChip
          key={field}
          field={field}
          value={filters[field] ?? ''}
          isNew={field === added && filters[field] === undefined}
          onChange={(value) => {
            if (value === undefined) add(null);
            // Emptied while its editor is open: the chip stays until that closes.
            else if (value === '') add(field);
            onChange(field, value || undefined);
          }}
        />
      ))}
      {shown.length > 1 && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          onClick={() => {
            add(null);
            onClear();
          }}
        >
          {say('clear')}
        </Button>
      )}
    </div>
  );
}
