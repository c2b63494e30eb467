import type { operations } from '../../api/schema';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { clockWords } from '../state-words';
import { words } from './words';

export type Alert = operations['ListAlerts.list']['responses'][200]['content']['application/json']['items'][number];

const BREACH = 100;
const reasons = ['inactivity', 'lack-of-progress', 'customer-deadline', 'customer-request', 'other'] as const;
const isReason = (code: string): code is (typeof reasons)[number] => reasons.some((each) => each === code);

/** What an alert says beyond its kind, in the language of the screen; null when its facts are not known. */
export function useAlertSentence(): (facts: Alert['facts']) => string | null {
  const say = useWords(words);
  const clock = useWords(clockWords);
  const formats = useFormats();
  return (facts) => {
    const { promise, percent, tier, dueAt, toTier, toPriority, bounces, vendor, caseNumber, reason, severity } = facts;
    const at = dueAt === null ? '' : formats.instant(dueAt);
    if (promise !== null && percent !== null) {
      const name =
        promise === 'tier' && tier !== null
          ? say('tierPromise', { promise: clock(promise), tier: `L${tier}` })
          : clock(promise);
      const said = percent < BREACH ? say('used', { promise: name, percent, at }) : say('due', { promise: name, at });
      const became = [
        toTier !== null && say('nowAt', { tier: `L${toTier}` }),
        toPriority !== null && say('nowIs', { priority: toPriority }),
      ];
      return [said, ...became].filter(Boolean).join(' · ');
    }
    if (bounces !== null) return say('returned', { count: bounces });
    if (vendor !== null && caseNumber !== null) return say('case', { vendor, number: caseNumber, at });
    if (reason === null || !isReason(reason)) return null;
    return severity === null ? say(reason) : `${say(reason)} · ${say(severity)}`;
  };
}
