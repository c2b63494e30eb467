import { describe, expect, test } from '@jest/globals';
import { parseTicketNumber, tierName, ticketNumber } from './ticket.js';

describe('the number of a ticket', () => {
  test('is shown as T-1042', () => {
    expect(ticketNumber(1042)).toBe('T-1042');
    expect(tierName(2)).toBe('L2');
  });

  test.each(['T-1042', 't-1042', '1042'])('%s is 1042', (text) => {
    expect(parseTicketNumber(text)).toBe(1042);
  });

  test.each([
    '',
    'T-',
    'T1042',
    'T-0',
    '0',
    '01042',
    'T-01042',
    '-1042',
    '+1042',
    '1e3',
    '10.42',
    ' 1042',
    '1042\n',
    'T--1042',
    'TT-1042',
    '１０４２',
    '0x10',
    '9'.repeat(16),
    'T-1042; DROP TABLE ticket',
  ])('%j is none', (text) => {
    expect(parseTicketNumber(text)).toBeNull();
  });

  test('is exact, whatever is let through', () => {
    const largest = '9'.repeat(15);
    expect(String(parseTicketNumber(largest))).toBe(largest);
  });
});
