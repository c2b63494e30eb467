import { describe, expect, it } from '@jest/globals';
import { eventTypes, problemsOf } from '#domain';
import { agents, contacts, strangers } from './company.js';
import { runbooks } from './runbooks.js';
import { stories } from './stories/stories.js';
import { eventFor, stepsTold } from './storyteller.js';
import { claim, logWork, merge, reply, resolve, writes } from './story.js';

const steps = [
  claim('l1'),
  reply('l1', 'What does it say?'),
  writes('E17'),
  resolve('l1', 'Closed the lid.', 'how-to'),
];

describe('how far a story is told', () => {
  it('is nowhere on a new ticket', () => {
    expect(stepsTold(steps, ['ticket.opened'])).toBe(0);
  });

  it('is after the last step that is in the log, in order', () => {
    expect(stepsTold(steps, ['ticket.opened', 'ticket.claimed', 'ticket.agent-replied'])).toBe(2);
    expect(
      stepsTold(steps, ['ticket.claimed', 'ticket.agent-replied', 'ticket.customer-replied', 'ticket.resolved']),
    ).toBe(4);
  });

  it('does not count what somebody else did in between', () => {
    expect(stepsTold(steps, ['ticket.claimed', 'ticket.noted', 'ticket.resumed', 'ticket.agent-replied'])).toBe(2);
  });

  it('knows the events of work and of merging', () => {
    expect(
      stepsTold(
        [logWork('l1', 5, 'call', true, '-'), merge('l1', 'demo-en-01')],
        ['ticket.work-logged', 'ticket.merged'],
      ),
    ).toBe(2);
  });
});

describe('the runbooks', () => {
  it.each(runbooks.map((runbook) => [runbook.title, runbook] as const))('%s can be worked through', (_, { steps }) => {
    expect(problemsOf(steps)).toEqual([]);
  });
});

describe('the stories', () => {
  it('are some forty, in three languages, each with a name of its own', () => {
    expect(stories.length).toBeGreaterThanOrEqual(40);
    expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length);
    expect(new Set(stories.map(({ language }) => language))).toEqual(new Set(['en', 'ru', 'ko']));
  });

  it.each(stories.map((story) => [story.id, story] as const))('%s is written in its language', (_, story) => {
    const said = `${story.subject} ${story.description}`;
    const letters = {
      en: /^[^\p{Script=Cyrillic}\p{Script=Hangul}]+$/u,
      ru: /\p{Script=Cyrillic}/u,
      ko: /\p{Script=Hangul}/u,
    };
    expect(said).toMatch(letters[story.language]);
  });

  it('do only what the log has a name for: a start that was interrupted goes on from there', () => {
    const told = stories.flatMap(({ steps: all }) => all.map(eventFor));
    expect(told.filter((type) => !eventTypes.includes(type))).toEqual([]);
  });

  it('name only people there are', () => {
    const known = new Set<string>([...agents, ...contacts, ...strangers].map(({ key }) => key));
    expect(stories.filter(({ from }) => !known.has(from))).toEqual([]);
  });
});
