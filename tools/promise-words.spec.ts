import { channels, clockKinds, entitlements, listeners, thresholdActions, waitingStates } from '#domain';
import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
// Only the words: where two apps differ shows here, where all apps can be read.
// oxlint-disable-next-line no-restricted-imports
import { editPhrases } from '../apps/sla-monitor/src/edit-policies/edit-phrases.js';

type Table = Readonly<Record<'ru' | 'ko', Readonly<Record<string, string>>>>;

// Which language the screen has is asked of the browser, once, when the first words are loaded.
Object.assign(globalThis, { localStorage: { getItem: () => 'en' }, document: { documentElement: {} } });
const desk = join(import.meta.dirname, '../apps/dashboard/src');
const load = async (file: string) => (await import(join(desk, file))) as Readonly<Record<string, Table>>;
const { channelWords, clockWords, entitlementWords, stateWords } = await load('parts/state-words.ts');
const { policyWords } = await load('pages/settings/policies/policy-words.ts');

/** What is said, and the words that the desk has for it. */
type Said = readonly (readonly [phrase: string, word: string])[];
/** Pairs of them that differ; case does not count. */
const different = (said: Said): Said =>
  said.filter(([phrase, word]) => !phrase.toLowerCase().includes(word.toLowerCase()));

describe.each(['ru', 'ko'] as const)('a change of promises, told in %s, has the words of the desk', (language) => {
  const says = editPhrases[language];
  const inDesk = (table: Table | undefined, key: string): string => table?.[language][key] ?? `no word for ${key}`;

  it('for what is promised, and to whom', () => {
    const said: Said = [
      ...clockKinds.map((kind) => [says.kinds[kind], inDesk(clockWords, kind)] as const),
      ...entitlements.map((each) => [says.entitlements[each], inDesk(entitlementWords, each)] as const),
      ...channels.map((channel) => [says.channel(channel), inDesk(channelWords, channel)] as const),
    ];
    expect(different(said)).toEqual([]);
  });

  it('for when it stands still, who is told and what is done', () => {
    const actions = thresholdActions.filter((action) => action !== 'none');
    const said: Said = [
      ...waitingStates.map((state) => [says.paused([state]), inDesk(stateWords, state)] as const),
      ...listeners.map((who) => [says.threshold(90, who, 'none', false), inDesk(policyWords, who)] as const),
      ...actions.map((action) => [says.threshold(90, 'leads', action, false), inDesk(policyWords, action)] as const),
    ];
    expect(different(said)).toEqual([]);
  });
});
