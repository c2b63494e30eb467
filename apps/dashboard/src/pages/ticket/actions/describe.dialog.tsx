import { Autocomplete, Group, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { $api } from '../../../api/client';
import { levelWords } from '../../../parts/state-words';
import { defineWords, useWords } from '../../../words/words';
import { useContext } from '../ticket-data';
import { useDesk } from '../ticket-desk';
import { ActionDialog } from './action-dialog';
import { useActed } from './use-acted';
import { showAtFields, useFormDraft } from './use-form-draft';

const words = defineWords({
  en: {
    title: 'Describe {number}',
    save: 'Save',
    subject: 'Subject',
    symptom: 'Symptom',
    symptomHelp: 'What the customer sees',
    problem: 'Underlying problem',
    problemHelp: 'What lies behind it, once you know',
    goal: 'What the customer wants to achieve',
    goalHelp: 'Not the button that fails, but what it is needed for',
    location: 'Location',
    asset: 'Equipment',
    assetHelp: 'Its tag',
    impact: 'Impact',
    urgency: 'Urgency',
    tags: 'Tags',
    needed: 'A ticket needs a subject.',
  },
  ru: {
    title: 'Описать {number}',
    save: 'Сохранить',
    subject: 'Тема',
    symptom: 'Симптом',
    symptomHelp: 'Что видит клиент',
    problem: 'Что за этим стоит',
    problemHelp: 'Настоящая проблема, когда она понятна',
    goal: 'Чего хочет добиться клиент',
    goalHelp: 'Не кнопка, которая не работает, а зачем она нужна',
    location: 'Место',
    asset: 'Оборудование',
    assetHelp: 'Инвентарный номер',
    impact: 'Степень влияния',
    urgency: 'Срочность',
    tags: 'Метки',
    needed: 'У заявки должна быть тема.',
  },
  ko: {
    title: '{number} 문제 정리',
    save: '저장',
    subject: '제목',
    symptom: '증상',
    symptomHelp: '고객에게 보이는 현상',
    problem: '근본 문제',
    problemHelp: '알게 되었다면 그 뒤의 원인',
    goal: '고객이 이루려는 것',
    goalHelp: '안 되는 버튼이 아니라 그것이 필요한 이유',
    location: '위치',
    asset: '장비',
    assetHelp: '자산 태그',
    impact: '영향',
    urgency: '긴급도',
    tags: '태그',
    needed: '제목이 필요합니다.',
  },
});

const levels = ['low', 'medium', 'high'] as const;
const texts = ['symptom', 'underlyingProblem', 'goal', 'location', 'assetTag'] as const;
interface Form {
  subject: string;
  symptom: string;
  underlyingProblem: string;
  goal: string;
  location: string;
  assetTag: string;
  impact: (typeof levels)[number];
  urgency: (typeof levels)[number];
  tags: string[];
}
const pointers = Object.fromEntries(
  ['subject', 'symptom', 'underlyingProblem', 'goal', 'location', 'assetTag', 'impact', 'urgency', 'tags'].map(
    (field) => [`/${field}`, field],
  ),
);

/** What the ticket is about, in our words. Only what was changed is sent. */
export function DescribeDialog() {
  const say = useWords(words);
  const level = useWords(levelWords);
  const { ticket, open } = useDesk();
  const { data: context } = useContext(ticket.id);
  const now: Form = {
    subject: ticket.subject,
    symptom: ticket.symptom ?? '',
    underlyingProblem: ticket.underlyingProblem ?? '',
    goal: ticket.goal ?? '',
    location: ticket.location ?? '',
    assetTag: ticket.assetTag ?? '',
    impact: ticket.impact,
    urgency: ticket.urgency,
    tags: ticket.tags,
  };
  const { form, forget, focusFirst } = useFormDraft<Form>(`${ticket.id}:describe`, now, {
    subject: (value) => (value.trim() ? null : say('needed')),
  });
  const act = $api.useMutation('post', '/api/v1/tickets/{id}/describe', {
    onSuccess: useActed(undefined, forget),
    onError: (error: unknown) => showAtFields(form, error, pointers),
  });
  const own = context?.equipment;
  const assets = [own?.asset?.tag, ...(own?.otherAssets.map(({ tag }) => tag) ?? [])].filter(
    (tag) => tag !== undefined,
  );
  const level3 = levels.map((value) => ({ value, label: level(value) }));
  return (
    <ActionDialog
      title={say('title', { number: ticket.number })}
      submit={say('save')}
      size="lg"
      act={act}
      shown={Object.keys(pointers)}
      onSubmit={form.onSubmit((values) => {
        const changed = texts.filter((field) => values[field].trim() !== now[field]);
        const body = {
          ...Object.fromEntries(changed.map((field) => [field, values[field].trim() || null])),
          ...(values.subject.trim() === now.subject ? {} : { subject: values.subject.trim() }),
          ...(values.impact === now.impact ? {} : { impact: values.impact }),
          ...(values.urgency === now.urgency ? {} : { urgency: values.urgency }),
          ...(values.tags.join('\n') === now.tags.join('\n') ? {} : { tags: values.tags }),
        };
        if (Object.keys(body).length > 0) act.mutate({ params: { path: { id: ticket.id } }, body });
        else {
          forget();
          open(null);
        }
      }, focusFirst)}
    >
      <TextInput label={say('subject')} withAsterisk {...form.getInputProps('subject')} />
      <Textarea
        label={say('symptom')}
        placeholder={say('symptomHelp')}
        autosize
        minRows={2}
        maxRows={8}
        data-autofocus
        {...form.getInputProps('symptom')}
      />
      <Textarea
        label={say('problem')}
        placeholder={say('problemHelp')}
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('underlyingProblem')}
      />
      <Textarea
        label={say('goal')}
        placeholder={say('goalHelp')}
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps('goal')}
      />
      <Group grow align="flex-start">
        <Autocomplete
          label={say('asset')}
          placeholder={say('assetHelp')}
          data={[...new Set(assets)]}
          {...form.getInputProps('assetTag')}
        />
        <TextInput label={say('location')} {...form.getInputProps('location')} />
      </Group>
      <Group grow align="flex-start">
        <Select label={say('impact')} data={level3} allowDeselect={false} {...form.getInputProps('impact')} />
        <Select label={say('urgency')} data={level3} allowDeselect={false} {...form.getInputProps('urgency')} />
      </Group>
      <TagsInput label={say('tags')} {...form.getInputProps('tags')} />
    </ActionDialog>
  );
}
