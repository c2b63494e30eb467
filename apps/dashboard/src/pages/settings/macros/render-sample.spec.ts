import { describe, expect, it } from '@jest/globals';
import { renderSample } from './render-sample.js';

const told = (text: string) =>
  renderSample(text, { 'agent.name': 'Ada', 'ticket.number': 'T-1' }).map(({ kind, text: said }) => `${kind}:${said}`);

describe('the sample of a macro', () => {
  it('has values for what it names, and says what there is not', () => {
    expect(told('Hi, {{ agent.name }} has {{ticket.number}}{{constructor}}.')).toEqual([
      'text:Hi, ',
      'value:Ada',
      'text: has ',
      'value:T-1',
      'unknown:{{constructor}}',
      'text:.',
    ]);
  });

  it('leaves braces alone that are only text', () => {
    expect(told('\\{{agent.name}} {{ never')).toEqual(['text:{{agent.name}}', 'text: {{ never']);
  });
});
