import { Group } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../../words/words';
import { SectionHead } from '../parts/section-head';
import { sectionWords } from '../sections';
import { AbsenceList } from './absence-list';
import { WorkingNow } from './now';
import { ShiftList } from './shift-list';
import { WeekTable } from './week-table';
import { useIsOf, WhoseFilter } from './whose';
import { words } from './words';

/** When people work: now and next, the week, their weekly hours and their absences. Leads and admins change it. */
export function ShiftsSection() {
  const say = useWords(words);
  const name = useWords(sectionWords);
  const [whose, setWhose] = useState<string | null>(null);
  const isShown = useIsOf(whose);
  return (
    <>
      <SectionHead title={name('shifts')} help={say('help')} />
      <Group mb="md">
        <WhoseFilter value={whose} onChange={setWhose} />
      </Group>
      <WorkingNow isShown={isShown} />
      <WeekTable isShown={isShown} />
      <ShiftList whose={whose} isShown={isShown} />
      <AbsenceList whose={whose} isShown={isShown} />
    </>
  );
}
