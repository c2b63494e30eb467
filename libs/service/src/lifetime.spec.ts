import { describe, expect, it } from '@jest/globals';
import { Lifetime } from './lifetime.js';

describe('the lifetime of a process', () => {
  it('closes what was opened last first, and goes on when one cannot be closed', async () => {
    const said: string[] = [];
    const closed: string[] = [];
    const lifetime = new Lifetime((line) => said.push(line));
    lifetime.defer(async () => void closed.push('database'));
    lifetime.defer(() => Promise.reject(new Error('the workers hang')));
    lifetime.defer(async () => void closed.push('http'));
    await lifetime.close();
    expect(closed).toEqual(['http', 'database']);
    expect(said).toEqual(['While stopping: the workers hang']);
  });

  it('does not let a start go on that was told to end, and still closes what it just opened', async () => {
    const closed: string[] = [];
    const lifetime = new Lifetime(() => {});
    lifetime.end();
    expect(() => lifetime.defer(async () => void closed.push('database'))).toThrow();
    await lifetime.close();
    expect(closed).toEqual(['database']);
  });
});
