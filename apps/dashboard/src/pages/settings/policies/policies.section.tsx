import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Empty, Loaded } from '../../../parts/states';
import { useMe } from '../../../shell/session';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import { ChangeList } from './change-list';
import { usePolicies, type Policy } from './policy-data';
import { PolicyEditor } from './policy-editor';
import { PolicyList } from './policy-list';
import { policyWords } from './policy-words';

/** What is promised to whom, what a change would do before it is made, and how far it is afterwards. */
export function PoliciesSection() {
  const say = useWords(policyWords);
  const name = useWords(sectionWords);
  const { isAdmin } = useMe();
  const policies = usePolicies();
  const [edited, edit] = useState<Policy | 'new' | null>(null);
  return (
    <>
      <SectionHead title={name('policies')} help={say('intro')} isReadOnly={!isAdmin}>
        {isAdmin && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => edit('new')}>
            {say('add')}
          </Button>
        )}
      </SectionHead>
      <Loaded query={policies}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('empty')}>{say('emptyHelp')}</Empty>
          ) : (
            <PolicyList policies={items} {...(isAdmin && { onEdit: edit })} />
          )
        }
      </Loaded>
      <ChangeList />
      {edited !== null && (
        <PolicyEditor
          key={edited === 'new' ? 'new' : edited.id}
          policy={edited === 'new' ? null : edited}
          onClose={() => edit(null)}
        />
      )}
    </>
  );
}
