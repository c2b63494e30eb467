import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconArchive, IconArchiveOff, IconArrowLeft, IconPlus } from '@tabler/icons-react';
import { api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { useInWords } from '../../../problems/use-in-words';
import { ActionProblem } from '../../../parts/action-problem';
import { useWords } from '../../../words/words';
import { useNeeded } from '../parts/form-dialog';
import { useSectors, useTiers } from '../parts/lists';
import { SectionHead } from '../parts/section-head';
import { useSettingsForm } from '../parts/use-settings-form';
import { Outcomes } from './outcomes';
import { newStep, toBody, toForm, type Runbook, type RunbookForm } from './runbook-data';
import { runbookWords } from './runbook-words';
import { StepFields } from './step-fields';

interface RunbookEditorProps {
  /** Null: a new one. */
  readonly runbook: Runbook | null;
  /** A new one got its id. */
  readonly onOpen?: (id: string) => void;
  readonly onClose: () => void;
}

/** One runbook: its draft to be written, what keeps it from being published at its steps, and what came of it. */
export function RunbookEditor({ runbook, onOpen, onClose }: RunbookEditorProps) {
  const say = useWords(runbookWords);
  const needed = useNeeded();
  const client = useQueryClient();
  const tiers = useTiers().data?.items ?? [];
  const sectors = useSectors().data ?? [];
  const version = runbook && (runbook.draft ?? runbook.published);
  const name = `runbook:${runbook?.id ?? 'new'}`;
  const { form, forget, isDraft, startOver, focusFirst } = useSettingsForm<RunbookForm>({
    name,
    initial: toForm(version),
    rules: { title: needed },
  });
  const refresh = (): Promise<void> =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/v1/runbooks') });
  const save = useMutation({
    mutationFn: async (publish: boolean) => {
      const body = { ...toBody(form.getValues()), publish };
      const saved = runbook
        ? await api.PATCH('/api/v1/runbooks/{id}', { params: { path: { id: runbook.id } }, body })
        : await api.POST('/api/v1/runbooks', { body });
      return saved.data!;
    },
    onSuccess: (saved, publish) => {
      forget();
      client.setQueryData(['get', '/api/v1/runbooks/{id}', { params: { path: { id: saved.id } } }], saved);
      notifications.show({ color: 'green', message: say(publish ? 'published' : 'saved') });
      void refresh();
      onOpen?.(saved.id);
    },
  });
  const shelve = useMutation({
    mutationFn: (away: boolean) => {
      const which = { params: { path: { id: runbook?.id ?? '' } } };
      return away ? api.POST('/api/v1/runbooks/{id}/archive', which) : api.POST('/api/v1/runbooks/{id}/restore', which);
    },
    onSuccess: refresh,
  });
  const isBusy = save.isPending || shelve.isPending;
  const problems = useInWords(
    save.error instanceof Problem && save.error.errors.length > 0 ? save.error.errors : (version?.problems ?? []),
  );
  const values = form.getValues();
  const atStep = (index: number) =>
    problems.filter(({ pointer }) => pointer === `/steps/${index}` || pointer.startsWith(`/steps/${index}/`));
  const others = problems.filter(({ pointer }) => !/^\/steps\/\d+/.test(pointer));
  const send = (publish: boolean): void => {
    if (isBusy) return;
    form.onSubmit(() => save.mutate(publish), focusFirst)();
  };
  return (
    <>
      <Anchor component="button" type="button" size="sm" mb="xs" onClick={onClose}>
        <Group gap={4} component="span">
          <IconArrowLeft size={14} aria-hidden /> {say('back')}
        </Group>
      </Anchor>
      <SectionHead
        title={runbook ? (version?.title ?? '') : say('newTitle')}
        {...(runbook && { help: stateOf(runbook, say) })}
      >
        {runbook && (
          <Button
            variant="default"
            loading={shelve.isPending}
            leftSection={runbook.archivedAt ? <IconArchiveOff size={16} /> : <IconArchive size={16} />}
            onClick={() => shelve.mutate(runbook.archivedAt === null)}
          >
            {say(runbook.archivedAt ? 'restore' : 'archive')}
          </Button>
        )}
      </SectionHead>
      <ActionProblem error={shelve.error} />
      {runbook && <Outcomes versions={runbook.versions} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(false);
        }}
      >
        <Stack gap="md" maw="52rem">
          {isDraft && (
            <Alert color="blue" py="xs" role="status">
              {say('unsaved')}{' '}
              <Anchor component="button" type="button" inherit underline="always" onClick={startOver}>
                {say('startOver')}
              </Anchor>
            </Alert>
          )}
          {problems.length > 0 && (
            <Alert color="orange" py="xs" role="status">
              <Text size="sm" fw={600}>
                {say('problems', { count: problems.length })}
              </Text>
              {others.map(({ pointer, detail }) => (
                <Text size="sm" key={pointer + detail}>
                  {detail}
                </Text>
              ))}
            </Alert>
          )}
          <TextInput label={say('title')} withAsterisk maxLength={200} {...form.getInputProps('title')} />
          <Textarea label={say('summary')} autosize minRows={2} maxLength={2_000} {...form.getInputProps('summary')} />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <MultiSelect
              label={say('tiers')}
              withAsterisk
              miw="12rem"
              data={tiers.map(({ number, name: label }) => ({ value: String(number), label }))}
              {...form.getInputProps('tiers')}
            />
            <MultiSelect
              label={say('sectors')}
              miw="12rem"
              placeholder={values.sectors.length === 0 ? say('any') : ''}
              data={sectors.map(({ code, name: label }) => ({ value: code, label }))}
              {...form.getInputProps('sectors')}
            />
          </Group>
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TagsInput
              label={say('products')}
              description={say('productsHelp')}
              miw="12rem"
              {...form.getInputProps('products')}
            />
            <TagsInput
              label={say('words')}
              description={say('wordsHelp')}
              miw="12rem"
              {...form.getInputProps('words')}
            />
          </Group>
          <Checkbox label={say('required')} {...form.getInputProps('requiredBeforeEscalation', { type: 'checkbox' })} />
          <Text component="h3" fw={600}>
            {say('steps')}
          </Text>
          {values.steps.map((step, index) => (
            <StepFields key={step.id} form={form} index={index} problems={atStep(index)} />
          ))}
          <Button
            variant="light"
            leftSection={<IconPlus size={16} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => form.insertListItem('steps', newStep(values.steps))}
          >
            {say('addStep')}
          </Button>
          <ActionProblem error={save.error} shown={problems.map(({ pointer }) => pointer)} />
          <Group gap="xs" justify="flex-end">
            <Button variant="default" type="submit" loading={save.isPending && !save.variables} disabled={isBusy}>
              {say('saveDraft')}
            </Button>
            <Button loading={save.isPending && save.variables} disabled={isBusy} onClick={() => send(true)}>
              {say('publish')}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}

function stateOf(
  { archivedAt, published, draft }: Runbook,
  say: ReturnType<typeof useWords<keyof (typeof runbookWords)['en']>>,
): string {
  if (archivedAt) return say('isArchived');
  if (published && draft) return say('draftOf', { version: published.version, draft: draft.version });
  return published ? say('version', { version: published.version }) : say('draft');
}
