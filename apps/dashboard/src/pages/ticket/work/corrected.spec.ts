import { describe, expect, it } from '@jest/globals';
import { standing, type Logged } from './corrected';

const entry = (id: string, seconds: number, more: Partial<Logged> = {}): Logged => ({
  id,
  seconds,
  kind: 'research',
  withCustomer: false,
  corrects: null,
  ...more,
});

describe('work as it stands', () => {
  it('is what was logged, until it is corrected', () => {
    expect(standing([entry('1', 600), entry('2', 60)])).toMatchObject([
      { seconds: 600, corrections: [] },
      { seconds: 60, corrections: [] },
    ]);
  });

  it('is less or more by what corrections took or gave', () => {
    const less = entry('2', -300, { corrects: '1' });
    const more = entry('3', 60, { corrects: '1' });
    expect(standing([entry('1', 600), less, more])).toMatchObject([{ seconds: 360, corrections: [more, less] }]);
  });

  it('is of the kind that the time was moved to', () => {
    const items = [
      entry('1', 600),
      entry('2', -600, { corrects: '1' }),
      entry('3', 600, { corrects: '1', kind: 'call', withCustomer: true }),
    ];
    expect(standing(items)).toMatchObject([{ seconds: 600, kind: 'call', withCustomer: true }]);
  });

  it('is nothing when it was taken back', () => {
    const items = [entry('1', 600), entry('2', -600, { corrects: '1' })];
    expect(standing(items)).toMatchObject([{ seconds: 0, kind: 'research' }]);
  });
});
