import { metricNames } from '#observability';
import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import './start-services.js';

const clone = resolve(import.meta.dirname, '../../..');
const rules = readFileSync(resolve(clone, 'deploy/alerts.yml'), 'utf8');
const runbook = readFileSync(resolve(clone, 'docs/runbook.md'), 'utf8');

const known = new Set(metricNames().flatMap((name) => [name, `${name}_count`, `${name}_sum`, `${name}_bucket`]));
const spokenOf = (text: string): string[] => text.match(/\btierline_\w+/g) ?? [];

test('alert rules and runbook speak of metrics that there are', () => {
  expect(spokenOf(rules).length).toBeGreaterThan(10);
  expect([...spokenOf(rules), ...spokenOf(runbook)].filter((name) => !known.has(name))).toEqual([]);
});

test('the runbook says what to do about every alert, and about no other', () => {
  const alerts = [...rules.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
  const told = [...runbook.matchAll(/^### (Tierline\w+)$/gm)].map(([, name]) => name);
  expect(told).toEqual(alerts);
});
