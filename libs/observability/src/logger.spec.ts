import { expect, test } from '@jest/globals';
import { runWith } from './correlation.js';
import { createLogger } from './logger.js';

function logger(level: 'info' | 'debug' = 'info') {
  const lines: string[] = [];
  const log = createLogger('intake', { level, destination: { write: (line) => void lines.push(line) } });
  return { log, said: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a line is one JSON object that says who, when, where and what', () => {
  const { log, said } = logger();
  log.log('ready', 'Root');
  expect(said()).toEqual([
    { level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), app: 'intake', context: 'Root', msg: 'ready' },
  ]);
});

test('what happens for a request says its correlation', () => {
  const { log, said } = logger();
  runWith({ correlationId: 'c-1', causationId: 'm-1', ticketId: 't-1' }, () => log.warn('odd', 'Handler'));
  expect(said()).toMatchObject([{ correlationId: 'c-1', messageId: 'm-1', ticketId: 't-1' }]);
});

test('an error keeps its stack, thrown or handed on as text', () => {
  const { log, said } = logger();
  log.error(new Error('broken'), 'A');
  log.error('broken', 'Error: broken\n    at x', 'B');
  expect(said()).toMatchObject([
    { msg: 'broken', err: { stack: expect.stringContaining('logger.spec') }, context: 'A' },
    { msg: 'broken', stack: expect.stringContaining('at x'), context: 'B' },
  ]);
});

test('what Nest tells about its wiring is only for those who ask', () => {
  const quiet = logger();
  quiet.log.log('mapped', 'RouterExplorer');
  expect(quiet.said()).toEqual([]);
  const asked = logger('debug');
  asked.log.log('mapped', 'RouterExplorer');
  expect(asked.said()).toHaveLength(1);
});
