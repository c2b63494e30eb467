import { expect, test } from '@jest/globals';
import pg from 'pg';
import { isoInstant, readInstant } from './read-instant.js';

const byPg = pg.types.getTypeParser(1184, 'text') as (text: string) => unknown;

const instants = [
  '2026-03-08 09:00:00+00',
  '2026-03-08 09:00:00.5+00',
  '2026-12-31 23:59:59.999+00',
  '2026-12-31 23:59:59.999999+00',
  '2024-02-29 00:00:00.000001+00',
  '1969-12-31 23:59:59.25+00',
  '0099-01-01 00:00:00+00',
  '0001-01-01 00:00:00+00',
  '9999-12-31 23:59:59.123+00',
  '10000-01-01 00:00:00+00',
  '2026-03-08 09:00:00.123+05:30',
  '2026-03-08 09:00:00-08',
  '0044-03-15 12:00:00+00 BC',
  'infinity',
  '-infinity',
];

test.each(instants)('%s is read as pg reads it', (text) => {
  expect(readInstant(text)).toEqual(byPg(text));
});

test.each(instants.filter((text) => !text.includes('infinity')))('%s as text is what its Date would be', (text) => {
  expect(isoInstant(text)).toBe((byPg(text) as Date).toISOString());
});
