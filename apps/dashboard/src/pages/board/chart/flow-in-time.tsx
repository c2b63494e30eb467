import { Skeleton, Switch } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Loaded } from '../../../parts/states';
import { useWords } from '../../../words/words';
import { useFlow, type Span } from '../flow/flow-data';
import { Section } from '../section';
import { toParts } from './parts-of-time';
import { PartsTable } from './parts-table';
import { words } from './words';

/* The chart is larger than the rest of the page: it comes after it. */
const FlowChart = lazy(() => import('./flow-chart').then((module) => ({ default: module.FlowChart })));

const waiting = <Skeleton height={210} radius="sm" />;

/** What arrived and what was solved, part by part of the time: whether the desk keeps up. */
export function FlowInTime({ span }: { readonly span: Span }) {
  const say = useWords(words);
  const [asTable, setAsTable] = useState(false);
  const flow = useFlow(span);
  return (
    <Section
      title={say('title')}
      action={
        <Switch
          size="xs"
          labelPosition="left"
          label={say('asTable')}
          checked={asTable}
          onChange={({ currentTarget }) => setAsTable(currentTarget.checked)}
        />
      }
    >
      <Loaded query={flow} loading={waiting}>
        {(data) => {
          const parts = toParts(data);
          return asTable ? (
            <PartsTable parts={parts} />
          ) : (
            <Suspense fallback={waiting}>
              <FlowChart parts={parts} span={span} />
            </Suspense>
          );
        }}
      </Loaded>
    </Section>
  );
}
