import { Code, Paper, Text } from '@mantine/core';
import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import classes from './macros.module.css';
import { renderSample } from './render-sample';
import { words } from './words';

const samples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { name: 'Maria Jensen', organisation: 'Nordwind Logistics', subject: 'No mail since this morning' },
  ru: { name: 'Мария Енсен', organisation: 'ООО «Норд Логистик»', subject: 'С утра не приходит почта' },
  ko: { name: '김하늘', organisation: '북풍물류', subject: '오늘 아침부터 메일이 오지 않습니다' },
};

/** How a text reads on a made-up ticket, with its values marked. */
export function Sample({ text, language }: { readonly text: string; readonly language: string }) {
  const say = useWords(words);
  const me = useMe();
  const { name, organisation, subject } = (samples[language.slice(0, 2).toLowerCase()] ?? samples.en)!;
  const pieces = renderSample(text, {
    'agent.name': me.name,
    'organisation.name': organisation!,
    'requester.email': 'maria@nordwind.example',
    'requester.name': name!,
    'ticket.number': 'T-1042',
    'ticket.priority': 'P2',
    'ticket.product': 'FW-100',
    'ticket.subject': subject!,
  });
  const unknown = [...new Set(pieces.filter(({ kind }) => kind === 'unknown').map(({ text: name }) => name))];
  return (
    <Paper withBorder p="sm" radius="sm">
      {text.trim() === '' ? (
        <Text size="sm" c="dimmed">
          {say('emptyText')}
        </Text>
      ) : (
        <Text size="sm" component="div" className={classes.read ?? ''}>
          {pieces.map(({ kind, text: said }, index) =>
            kind === 'text' ? (
              said
            ) : kind === 'value' ? (
              <mark key={index} className={classes.value}>
                {said}
              </mark>
            ) : (
              <Code key={index} color="var(--mantine-color-red-light)">
                {said}
              </Code>
            ),
          )}
        </Text>
      )}
      <Text size="xs" c={unknown.length > 0 ? 'red' : 'dimmed'} mt={6}>
        {unknown.length > 0 ? say('unknown', { count: unknown.length, names: unknown.join(', ') }) : say('sample')}
      </Text>
    </Paper>
  );
}
