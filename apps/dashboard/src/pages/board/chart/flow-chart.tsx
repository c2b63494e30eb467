import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import type { Span } from '../flow/flow-data';
import classes from './chart.module.css';
import type { PartOfTime } from './parts-of-time';
import { words } from './words';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Arrived beside solved; its figures are also in the table. */
export function FlowChart({ parts, span }: { readonly parts: readonly PartOfTime[]; readonly span: Span }) {
  const say = useWords(words);
  const formats = useFormats();
  const sentence = say('chart', {
    count: span,
    arrived: sum(parts.map(({ arrived }) => arrived)),
    solved: sum(parts.map(({ solved }) => solved)),
  });
  return (
    <div role="img" aria-label={sentence} className={classes.chart}>
      <BarChart
        h={210}
        data={parts.map((part) => ({ ...part, at: formats.instant(part.at) }))}
        dataKey="at"
        series={[
          { name: 'arrived', label: say('arrived'), color: 'var(--board-arrived)' },
          { name: 'solved', label: say('solved'), color: 'var(--board-solved)' },
        ]}
        withLegend
        legendProps={{ verticalAlign: 'top', height: 34 }}
        tickLine="none"
        accessibilityLayer={false}
        valueFormatter={(value) => formats.number(value)}
        xAxisProps={{ interval: 'preserveStartEnd', minTickGap: 24 }}
        yAxisProps={{ allowDecimals: false, width: 32 }}
        barChartProps={{ barGap: 0, barCategoryGap: '18%' }}
        barProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
