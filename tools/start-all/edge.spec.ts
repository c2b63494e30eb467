import { describe, expect, it } from '@jest/globals';
import { pathOf } from './edge.js';

describe('the edge of npm run start:all', () => {
  it.each([
    ['/api/v1/tickets?state=queued', '/api/v1/tickets'],
    ['http://localhost:3000/api/v1/desk/queues?x=/y', '/api/v1/desk/queues'],
    ['http://localhost', '/'],
    ['//', '//'],
    ['http://[', '/'],
    ['*', '*'],
    ['', '/'],
  ])('reads the path of %s, whatever a caller wrote', (target, path) => expect(pathOf(target)).toBe(path));
});
