import {
  ActionIcon,
  Anchor,
  Badge,
  Button,
  Group,
  Menu,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconBraces, IconX } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useWords } from '../../../words/words';
import { commonLanguages, isTag, useLanguageName } from '../../../parts/language-names';
import { defaultOf, useVariables, type MacroForm, type Variable } from './macro-data';
import classes from './macros.module.css';
import { Sample } from './sample';
import { words } from './words';

interface TextFieldsProps {
  readonly form: UseFormReturnType<MacroForm>;
  readonly index: number;
}

/** One text: its language, what it says, and how that reads. */
export function TextFields({ form, index }: TextFieldsProps) {
  const say = useWords(words);
  const nameOf = useLanguageName();
  const area = useRef<HTMLTextAreaElement>(null);
  const [isLooking, look] = useState(false);
  const { texts } = form.values;
  const { language, body } = texts[index]!;
  const error = form.errors[`texts.${index}.body`];
  const insert = (variable: Variable): void => {
    const { selectionStart: from = body.length, selectionEnd: to = body.length } = area.current ?? {};
    const put = `{{${variable}}}`;
    form.setFieldValue(`texts.${index}.body`, body.slice(0, from) + put + body.slice(to));
    // After the menu has given the focus back and the text is there.
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(from + put.length, from + put.length);
    });
  };
  return (
    <Stack gap={6} className={classes.text ?? ''}>
      <Group gap="xs" wrap="wrap">
        <LanguageSelect form={form} index={index} />
        {texts.length > 1 &&
          (defaultOf(form.values) === language ? (
            <Badge variant="light" color="gray" tt="none">
              {say('isDefault')}
            </Badge>
          ) : (
            <Anchor
              component="button"
              type="button"
              size="xs"
              underline="always"
              onClick={() => form.setFieldValue('defaultLanguage', language)}
            >
              {say('makeDefault')}
            </Anchor>
          ))}
        <Group gap="xs" ml="auto" wrap="nowrap">
          {!isLooking && <InsertMenu onInsert={insert} />}
          <SegmentedControl
            size="xs"
            value={isLooking ? 'look' : 'write'}
            onChange={(value) => look(value === 'look')}
            data={(['write', 'look'] as const).map((value) => ({ value, label: say(value) }))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say('removeText', { language: nameOf(language) })}
            onClick={() => form.removeListItem('texts', index)}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      </Group>
      {isLooking ? (
        <Sample text={body} language={language} />
      ) : (
        <Textarea
          ref={area}
          aria-label={say('text', { language: nameOf(language) })}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={20_000}
          {...form.getInputProps(`texts.${index}.body`)}
          error={error}
        />
      )}
      {isLooking && error && (
        <Text size="xs" c="red">
          {error}
        </Text>
      )}
    </Stack>
  );
}

/** Those we know by name, and any other tag that is typed. */
function LanguageSelect({ form, index }: TextFieldsProps) {
  const say = useWords(words);
  const nameOf = useLanguageName();
  const [typed, type] = useState('');
  const { texts, defaultLanguage } = form.values;
  const mine = texts[index]!.language;
  const taken = texts.map(({ language }) => language.toLowerCase());
  const tags = new Set<string>([...commonLanguages, ...(mine ? [mine] : []), ...(isTag(typed) ? [typed] : [])]);
  return (
    <Select
      w="13rem"
      size="xs"
      searchable
      allowDeselect={false}
      aria-label={say('language')}
      placeholder={say('language')}
      data={[...tags]
        .filter((tag) => tag === mine || !taken.includes(tag.toLowerCase()))
        .map((tag) => ({ value: tag, label: `${nameOf(tag)} (${tag})` }))
        .toSorted((one, other) => one.label.localeCompare(other.label))}
      onSearchChange={type}
      {...form.getInputProps(`texts.${index}.language`)}
      value={mine || null}
      onChange={(language) => {
        if (language === null) return;
        if (defaultLanguage === mine) form.setFieldValue('defaultLanguage', language);
        form.setFieldValue(`texts.${index}.language`, language);
      }}
    />
  );
}

function InsertMenu({ onInsert }: { readonly onInsert: (variable: Variable) => void }) {
  const say = useWords(words);
  const variables = useVariables();
  return (
    <Menu position="bottom-end" width={290} returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconBraces size={14} />}>
          {say('insert')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('insertHelp')}</Menu.Label>
        {variables.map((variable) => (
          <Menu.Item key={variable} onClick={() => onInsert(variable)}>
            <Text size="sm">{say(`v_${variable}`)}</Text>
            <Text size="xs" c="dimmed" ff="monospace">{`{{${variable}}}`}</Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
