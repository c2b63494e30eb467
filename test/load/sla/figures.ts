import { quantile, say } from '../bench-world.js';

interface Budget {
  readonly text: string;
  readonly isKept: boolean;
}

interface Figure {
  readonly what: string;
  readonly is: string;
  readonly budget?: Budget;
}

/** What one run measured: said as it comes, and once more as a table with the budgets beside. */
export class Figures {
  private readonly all: Figure[] = [];

  add(what: string, is: string, budget?: Budget): void {
    this.all.push({ what, is, budget });
    say(`  ${what}: ${is}`);
  }

  print(): void {
    const width = (of: (figure: Figure) => string): number => Math.max(...this.all.map((figure) => of(figure).length));
    const [what, is] = [width((figure) => figure.what), width((figure) => figure.is)];
    say(`\n  ${''.padEnd(what)}  ${'measured'.padEnd(is)}  budget`);
    for (const figure of this.all) {
      const budget = figure.budget ? `${figure.budget.text}${figure.budget.isKept ? '' : '  MISSED'}` : '';
      say(`  ${figure.what.padEnd(what)}  ${figure.is.padEnd(is)}  ${budget}`.trimEnd());
    }
  }
}

export const atMost = (value: number, most: number, text: string): Budget => ({
  text: `<= ${text}`,
  isKept: value <= most,
});

/** p50, p99 and the longest, in milliseconds or whatever the unit. */
export const spread = (values: readonly number[], unit: string, digits = 0): string =>
  [['p50', 0.5] as const, ['p99', 0.99] as const, ['max', 1] as const]
    .map(([name, q]) => `${name} ${quantile(values, q).toFixed(digits)}`)
    .join('  ')
    .concat(` ${unit}`);
