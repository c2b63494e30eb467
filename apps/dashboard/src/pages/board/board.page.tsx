import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Empty, PageHead } from '../../parts/states';
import { useMe } from '../../shell/session';
import { useWords } from '../../words/words';
import { Agents } from './agents/agents';
import { Alerts } from './alerts/alerts';
import classes from './board.module.css';
import { FlowInTime } from './chart/flow-in-time';
import { Escalations } from './escalations/escalations';
import { Flow } from './flow/flow';
import { spans, type Span } from './flow/flow-data';
import { EndangeredTickets } from './tickets/endangered-tickets';
import { words } from './words';

/** What a lead looks at all day: how work moves, which promises are in danger, and who has room. */
export function BoardPage() {
  const say = useWords(words);
  const me = useMe();
  const [span, setSpan] = useState<Span>(8);
  if (!me.isLead) {
    return (
      <>
        <PageHead title={say('title')} />
        <Empty title={say('leadsOnly')}>{say('leadsOnlyHelp')}</Empty>
      </>
    );
  }
  return (
    <>
      <PageHead title={say('title')}>
        <SegmentedControl
          size="xs"
          aria-label={say('span')}
          value={String(span)}
          onChange={(chosen) => setSpan(spans.find((each) => String(each) === chosen) ?? 8)}
          data={spans.map((each) => ({ value: String(each), label: say('hours', { count: each }) }))}
        />
      </PageHead>
      <div className={classes.column}>
        <Flow span={span} />
        <div className={classes.columns}>
          <div className={classes.column}>
            <EndangeredTickets />
            <Agents />
          </div>
          <div className={classes.column}>
            <FlowInTime span={span} />
            <Escalations />
            <Alerts />
          </div>
        </div>
      </div>
    </>
  );
}
