import { Anchor, Group, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import { ActionProblem } from '../../../parts/action-problem';
import { Loaded } from '../../../parts/states';
import { languages } from '../../../words/language';
import { useWords } from '../../../words/words';
import { ItemTable } from '../parts/item-table';
import {
  rulesKey,
  useLanguageName,
  useRules,
  useTemplates,
  type Kind,
  type Rule,
  type Template,
} from './notification-data';
import { TemplateDialog } from './template.dialog';
import { words } from './words';

const order: readonly Kind[] = [
  'received',
  'received-plain',
  'reply',
  'question',
  'waiting',
  'moved',
  'solved',
  'closed',
  'reopened',
];
interface Opened {
  readonly template: Template;
  readonly isNew: boolean;
}

/** What customers are told, whether it is sent, and in which words. */
export function KindList({ isAdmin }: { readonly isAdmin: boolean }) {
  const say = useWords(words);
  const languageName = useLanguageName();
  const rules = useRules();
  const templates = useTemplates();
  const client = useQueryClient();
  const [opened, open] = useState<Opened | null>(null);
  const turn = useMutation({
    mutationFn: ({ kind, enabled }: Pick<Rule, 'kind' | 'enabled'>) =>
      api.PATCH('/api/v1/notifications/rules', { body: { [kind]: enabled } }),
    onSuccess: (_, { enabled }) => notifications.show({ color: 'green', message: say(enabled ? 'on' : 'off') }),
    onSettled: () => client.invalidateQueries({ queryKey: rulesKey }),
  });
  const textsOf = (kind: Kind): readonly Template[] =>
    (templates.data?.items ?? []).filter((template) => template.kind === kind);
  const isOn = (kind: Kind): boolean | undefined =>
    turn.isPending && turn.variables.kind === kind
      ? turn.variables.enabled
      : rules.data?.items.find((rule) => rule.kind === kind)?.enabled;
  return (
    <>
      <ActionProblem error={turn.error} />
      <Loaded query={templates}>
        {() => (
          <ItemTable<Kind>
            label={say('texts')}
            items={order}
            keyOf={(kind) => kind}
            nameOf={(kind) => say(kind)}
            columns={[
              {
                head: say('kind'),
                width: '46%',
                cell: (kind) => (
                  <div>
                    {say(kind)}
                    <Text size="xs" c="dimmed" fw={400}>
                      {say(`${kind}_is`)}
                    </Text>
                  </div>
                ),
              },
              {
                head: say('sent'),
                cell: (kind) =>
                  isOn(kind) === undefined ? (
                    '–'
                  ) : !isAdmin ? (
                    say(isOn(kind) ? 'yes' : 'no')
                  ) : (
                    <Switch
                      aria-label={say('isSent', { kind: say(kind) })}
                      checked={isOn(kind) ?? false}
                      disabled={turn.isPending}
                      onChange={({ currentTarget }) =>
                        turn.mutate({ kind: kind as Rule['kind'], enabled: currentTarget.checked })
                      }
                    />
                  ),
              },
              {
                head: say('texts'),
                cell: (kind) => {
                  const texts = textsOf(kind);
                  return (
                    <Group gap="2px 12px">
                      {texts.map((template) => {
                        const language = languageName(template.language);
                        const mark = template.isDefault ? '' : ` (${say('own')})`;
                        return isAdmin ? (
                          <Anchor
                            key={template.language}
                            component="button"
                            type="button"
                            size="sm"
                            aria-label={say('editText', { kind: say(kind), language }) + mark}
                            onClick={() => open({ template, isNew: false })}
                          >
                            {language + mark}
                          </Anchor>
                        ) : (
                          <span key={template.language}>{language + mark}</span>
                        );
                      })}
                      {isAdmin && texts[0] && (
                        <Anchor
                          component="button"
                          type="button"
                          size="sm"
                          c="dimmed"
                          aria-label={say('addLanguageTo', { kind: say(kind) })}
                          onClick={() =>
                            open({
                              template: texts.find(({ language }) => language === 'en') ?? texts[0]!,
                              isNew: true,
                            })
                          }
                        >
                          + {say('addLanguage')}
                        </Anchor>
                      )}
                    </Group>
                  );
                },
              },
            ]}
          />
        )}
      </Loaded>
      {opened && (
        <TemplateDialog
          {...opened}
          hasDefault={languages.some((language) => language === opened.template.language)}
          onClose={() => open(null)}
        />
      )}
    </>
  );
}
