import { Badge, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { $api, api } from '../../../api/client';
import { Person } from '../../../parts/person';
import { Empty, Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { FormDialog } from '../parts/form-dialog';
import { ItemTable } from '../parts/item-table';
import { SectionHead } from '../parts/section-head';
import { filled, SkillsInput, type Skill } from '../parts/skills-input';
import { words } from './words';

interface Skilled {
  readonly id: string;
  readonly name: string;
  readonly skills: readonly Skill[];
}

/** What each agent knows. */
export function SkillsSection() {
  const say = useWords(words);
  const query = $api.useQuery('get', '/api/v1/desk/skills');
  const [open, setOpen] = useState<Skilled | null>(null);
  return (
    <section>
      <SectionHead title={say('title')} help={say('help')} />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('none')} />
          ) : (
            <ItemTable<Skilled>
              label={say('title')}
              items={items}
              keyOf={({ id }) => id}
              nameOf={({ name }) => name}
              onEdit={setOpen}
              columns={[
                { head: say('name'), width: '32%', cell: ({ name }) => <Person name={name} /> },
                { head: say('skills'), cell: ({ skills }) => <SkillBadges skills={skills} /> },
              ]}
            />
          )
        }
      </Loaded>
      {open && (
        <FormDialog<{ skills: readonly Skill[] }>
          name={`skills:${open.id}`}
          title={say('change', { name: open.name })}
          size="md"
          onClose={() => setOpen(null)}
          initial={{ skills: open.skills }}
          onSave={({ skills }) =>
            api.PUT('/api/v1/desk/skills/{id}', { params: { path: { id: open.id } }, body: { skills: filled(skills) } })
          }
        >
          {(form) => (
            <SkillsInput
              label={say('skills')}
              description={say('skillHelp')}
              value={form.values.skills}
              onChange={(skills) => form.setFieldValue('skills', skills)}
              error={form.errors.skills}
            />
          )}
        </FormDialog>
      )}
    </section>
  );
}

function SkillBadges({ skills }: { readonly skills: readonly Skill[] }) {
  const say = useWords(words);
  if (skills.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say('nothing')}
      </Text>
    );
  return (
    <Group gap={4}>
      {skills.map(({ skill, level }) => (
        <Badge key={skill} variant="default" tt="none" fw={500} className="figures">
          {skill} · {level}
        </Badge>
      ))}
    </Group>
  );
}
