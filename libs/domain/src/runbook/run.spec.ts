import { describe, expect, it } from '@jest/globals';
import { currentStep, judgeResult, missingSteps, placeOf, resultInWords, type StepDone } from './run.js';
import { END, type RunbookStep } from './runbook.js';

const step = (id: string, over: Partial<RunbookStep> = {}): RunbookStep => ({
  id,
  title: id,
  instruction: '',
  kind: 'check',
  required: true,
  ...over,
});
const options = [
  { label: 'home', next: END },
  { label: 'office', next: 'floor' },
];
const steps = [
  step('light', { onFail: 'plug' }),
  step('place', { kind: 'branch', options }),
  step('plug', { next: 'light', required: false }),
  step('floor', { kind: 'input', input: { type: 'text' } }),
];
const path = (...done: (readonly [string, StepDone['result']])[]): StepDone[] =>
  done.map(([stepId, result]) => ({ stepId, result }));

describe('a run', () => {
  it('goes on where the results lead', () => {
    const at = (...done: Parameters<typeof path>) => currentStep(steps, path(...done))?.id ?? END;
    expect(at()).toBe('light');
    expect(at(['light', 'pass'])).toBe('place');
    expect(at(['light', 'fail'])).toBe('plug');
    expect(at(['light', 'fail'], ['plug', null])).toBe('light');
    expect(at(['light', 'pass'], ['place', 'home'])).toBe(END);
    expect(at(['light', 'pass'], ['place', 'office'], ['floor', 'third'])).toBe(END);
  });

  it('takes the current step, and corrects one that was done, where it was done last', () => {
    const gone = path(['light', 'fail'], ['plug', 'pass'], ['light', 'pass'], ['place', 'office']);
    expect(placeOf(steps, gone, { stepId: 'floor', result: '3' })).toEqual({ at: 4, isCorrection: false, dropped: [] });
    expect(placeOf(steps, gone, { stepId: 'light', result: 'fail' })).toEqual({
      at: 2,
      isCorrection: true,
      dropped: [2, 3],
    });
    expect(placeOf(steps, gone, { stepId: 'plug', result: 'fail' })).toEqual({
      at: 1,
      isCorrection: true,
      dropped: [1],
    });
    expect(placeOf(steps, [], { stepId: 'floor', result: '3' })).toBeNull();
  });

  it('keeps a path that can be walked, whatever is corrected', () => {
    let state = 7;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    const results = { light: ['pass', 'fail'], plug: ['pass', null], place: ['home', 'office'], floor: ['1', '2'] };
    for (let round = 0; round < 500; round += 1) {
      let gone: StepDone[] = [];
      for (let turn = 0; turn < 12; turn += 1) {
        const { id } = steps[random(steps.length)]!;
        const done = { stepId: id, result: results[id as keyof typeof results][random(2)]! };
        const place = placeOf(steps, gone, done);
        if (!place) continue;
        const kept = gone
          .map((one, at) => (at === place.at ? done : one))
          .filter((_, at) => at === place.at || !place.dropped.includes(at));
        gone = place.isCorrection ? kept : [...gone, done];
      }
      for (const [at, { stepId }] of gone.entries()) expect(currentStep(steps, gone.slice(0, at))?.id).toBe(stepId);
    }
  });

  it('lacks the required steps that may still come, and none when it is over', () => {
    const missing = (...done: Parameters<typeof path>) => missingSteps(steps, path(...done)).map(({ id }) => id);
    expect(missing()).toEqual(['light', 'place', 'floor']);
    expect(missing(['light', 'pass'])).toEqual(['place', 'floor']);
    expect(missing(['light', 'fail'])).toEqual(['place', 'floor']);
    expect(missing(['light', 'pass'], ['place', 'home'])).toEqual([]);
  });
});

describe('a result', () => {
  const number = step('n', { kind: 'input', input: { type: 'number', unit: '°C', min: -20, max: 60 } });
  const choice = step('c', { kind: 'input', input: { type: 'choice', choices: ['red', 'green'] } });

  it.each([
    [steps[0]!, 'pass', 'pass'],
    [number, '-4,5', -4.5],
    [number, 60, 60],
    [choice, 'red', 'red'],
    [steps[1]!, 'home', 'home'],
    [steps[2]!, undefined, null],
  ])('of %o, %j is kept as %j', (of, given, kept) => expect(judgeResult(of, given)).toEqual({ result: kept }));

  it.each([
    [steps[0]!, undefined, 'This step is required: give its result.'],
    [steps[0]!, 'yes', 'Give "pass" or "fail".'],
    [number, 'warm', 'Give a number of °C.'],
    [number, 61, 'Give at most 60 °C.'],
    [number, -21, 'Give at least -20 °C.'],
    [choice, 'blue', 'Give one of "red", "green".'],
    [steps[1]!, undefined, 'Say which it is: "home", "office".'],
    [steps[3]!, '  ', 'Write what you found.'],
  ])('of %o, %j is refused: %s', (of, given, detail) =>
    expect(judgeResult(of, given)).toMatchObject({ problem: { detail } }),
  );

  it('is told in words', () => {
    expect([
      resultInWords(steps[0], 'fail'),
      resultInWords(number, -4.5),
      resultInWords(choice, 'red'),
      resultInWords(steps[2], null),
    ]).toEqual(['failed', '-4.5 °C', 'red', 'passed over']);
    expect([resultInWords(steps[0], 'fail', 'ru'), resultInWords(number, -4.5, 'ru')]).toEqual([
      'не пройдено',
      '-4.5 °C',
    ]);
  });
});
