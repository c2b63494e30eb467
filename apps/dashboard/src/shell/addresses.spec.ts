import { describe, expect, it } from '@jest/globals';
import { queueSearch, ticketSearch } from './addresses';

describe('the address of tickets', () => {
  it('keeps filters, order and view', () => {
    const search = { q: 'printer', state: 'queued,in_progress', sort: 'due', view: 'my-open' };
    expect(ticketSearch(search)).toEqual(search);
  });

  it('takes numbers and truths that somebody typed as they are meant', () => {
    expect(ticketSearch({ tier: 1, breached: true, q: 1042 })).toEqual({ tier: '1', breached: 'true', q: '1042' });
  });

  it('leaves out what it does not know, and what is empty', () => {
    expect(ticketSearch({ q: ' ', sort: 'colour', evil: '<script>', state: ['queued'], tier: null })).toEqual({});
    expect(queueSearch({ sector: 'network', page: 2 })).toEqual({ sector: 'network' });
  });
});
