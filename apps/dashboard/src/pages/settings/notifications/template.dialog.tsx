import { Anchor, Button, Code, Group, Input, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { useWords } from '../../../words/words';
import { FormDialog, useNeeded } from '../parts/form-dialog';
import { templatesKey, useLanguageName, type Kind, type Template } from './notification-data';
import { words } from './words';

interface Form {
  language: string;
  body: string;
}
interface TemplateDialogProps {
  /** The text that is changed; of a new language: the one it begins with. */
  readonly template: Template;
  readonly isNew: boolean;
  /** Whether Tierline comes with a text in this language. */
  readonly hasDefault: boolean;
  readonly onClose: () => void;
}

/** A text of a mail, with what it would look like. */
export function TemplateDialog({ template, isNew, hasDefault, onClose }: TemplateDialogProps) {
  const say = useWords(words);
  const needed = useNeeded();
  const languageName = useLanguageName();
  const client = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const { kind } = template;
  const name = say(kind);
  const goBack = useMutation({
    mutationFn: () =>
      api.DELETE('/api/v1/notifications/templates/{kind}/{language}', {
        params: { path: { kind, language: template.language } },
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: templatesKey });
      notifications.show({ color: 'green', message: say('wentBack') });
      onClose();
    },
  });
  return (
    <FormDialog<Form>
      name={`template:${kind}:${isNew ? 'new' : template.language}`}
      title={
        isNew
          ? say('addLanguageTo', { kind: name })
          : say('editText', { kind: name, language: languageName(template.language) })
      }
      size="xl"
      onClose={onClose}
      initial={{ language: isNew ? '' : template.language, body: template.body }}
      rules={{
        body: needed,
        language: (value) => (/^[a-z]{2,3}$/.test(value.trim()) ? null : say('languageBad')),
      }}
      onSave={({ language, body }) =>
        api.PUT('/api/v1/notifications/templates/{kind}/{language}', {
          params: { path: { kind, language: language.trim() } },
          body: { body },
        })
      }
    >
      {(form) => {
        const { body } = form.getValues();
        const put = (placeholder: string): void => {
          const { selectionStart: from, selectionEnd: to } = field.current ?? { selectionStart: body.length, selectionEnd: body.length }; // prettier-ignore
          form.setFieldValue('body', `${body.slice(0, from)}{{${placeholder}}}${body.slice(to)}`);
          field.current?.focus();
        };
        return (
          <>
            {isNew && (
              <TextInput
                label={say('language')}
                description={say('languageHelp')}
                required
                data-autofocus
                maxLength={3}
                w="10rem"
                {...form.getInputProps('language')}
              />
            )}
            <Textarea
              ref={field}
              label={say('body')}
              required
              autosize
              minRows={6}
              maxRows={16}
              maxLength={20_000}
              {...(!isNew && { 'data-autofocus': true })}
              {...form.getInputProps('body')}
            />
            <Text component="div" size="xs" c="dimmed">
              {say('placeholders')}:{' '}
              {template.placeholders.map((placeholder) => (
                <Anchor
                  key={placeholder}
                  component="button"
                  type="button"
                  inherit
                  underline="always"
                  mr={8}
                  onClick={() => put(placeholder)}
                >
                  {`{{${placeholder}}}`}
                </Anchor>
              ))}
            </Text>
            <Preview kind={kind} language={isNew ? 'en' : template.language} body={body} />
            <ActionProblem error={goBack.error} />
            {!isNew && !template.isDefault && (
              <Group>
                <Button
                  variant="subtle"
                  color="red"
                  size="xs"
                  loading={goBack.isPending}
                  onClick={() => goBack.mutate()}
                >
                  {say(hasDefault ? 'goBack' : 'goBackOther')}
                </Button>
              </Group>
            )}
          </>
        );
      }}
    </FormDialog>
  );
}

interface PreviewProps {
  readonly kind: Kind;
  readonly language: string;
  readonly body: string;
}

/** The text as a mail about an imagined ticket. */
function Preview({ kind, language, body }: PreviewProps) {
  const say = useWords(words);
  const [asked] = useDebouncedValue(body, 300);
  const { data, error } = useQuery({
    queryKey: ['template-preview', kind, language, asked],
    queryFn: async ({ signal }) =>
      (
        await api.POST('/api/v1/notifications/templates/{kind}/{language}/preview', {
          params: { path: { kind, language } },
          body: { body: asked },
          signal,
        })
      ).data!,
    enabled: asked.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <Input.Wrapper label={say('preview')} labelElement="div">
      <Code block mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: 'inherit' }}>
        {error ? say('previewFirst') : data?.text}
      </Code>
    </Input.Wrapper>
  );
}
