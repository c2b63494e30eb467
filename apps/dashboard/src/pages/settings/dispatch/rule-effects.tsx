import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { usePlaceName } from '../parts/place-fields';
import { WillChange } from '../parts/will-change';
import { usePlaceFigures, type DeskAgent } from './place-figures';
import { asksForSkills, toForm, useRules, type Rule, type RuleForm } from './rule-form';
import { words } from './words';

interface RuleEffectsProps {
  readonly before: Rule | null;
  readonly form: RuleForm;
}

/** What saving a rule does to whom it is about, by how things are now. */
export function RuleEffects({ before, form }: RuleEffectsProps) {
  const say = useWords(words);
  const formats = useFormats();
  const placeName = usePlaceName();
  const figures = usePlaceFigures();
  const { tier, sector, mode } = form;
  const place = placeName(tier, sector);
  const was: RuleForm = before ? toForm(before) : { ...toForm(null), mode: 'pull' };
  const apart = (useRules().data?.items ?? []).filter((each) => each.tier === tier).map((each) => each.sector);
  const there = figures.agents(tier, sector);
  const ready = there.filter(({ state, onShift }) => state === 'available' && onShift).length;
  const losing = there.filter((agent) => isLosing(agent, form) && !isLosing(agent, was));
  const count = losing.reduce((all, { held, waiting }) => all + held + (form.returnWaiting ? waiting : 0), 0);
  const changed = returnFields.some((field) => form[field] !== was[field]);
  const returnsNothing = returnFields.slice(0, 4).every((field) => form[field] === null || form[field] === false);
  return (
    <WillChange
      isHard={count > 0}
      what={[
        mode === 'push' &&
          was.mode === 'pull' &&
          say('nowPush', { count: figures.waiting(tier, sector, apart), place, ready }),
        mode === 'pull' && was.mode === 'push' && say('nowPull', { place }),
        mode === 'push' &&
          was.mode === 'push' &&
          form.offerSeconds !== null &&
          form.offerSeconds !== was.offerSeconds &&
          say('newOffers', { time: formats.duration(form.offerSeconds) }),
        mode === 'push' && asksForSkills(form) && skillsOf(form) !== skillsOf(was) && say('newSkills'),
        changed && count > 0 && say('goesBack', { count, names: losing.map(({ name }) => name).join(', ') }),
        changed && count === 0 && say(returnsNothing ? 'stays' : 'lessOften'),
        sector === null && before === null && say('ownRules'),
      ]}
    />
  );
}

const returnFields = [
  'returnAfterOfflineSeconds',
  'returnAfterAwaySeconds',
  'returnAfterShiftSeconds',
  'returnWhenDeactivated',
  'returnWaiting',
] as const;
const skillsOf = ({ requiredSkills, languageSkill, productSkill }: RuleForm): string =>
  JSON.stringify([requiredSkills, languageSkill === 'required', productSkill === 'required']);

/** Whether their work goes back at once: what the server says of shifts does not tell since when, so those are left out. */
function isLosing({ state, since, held, waiting }: DeskAgent, rule: RuleForm): boolean {
  if (held + (rule.returnWaiting ? waiting : 0) === 0 || since === null) return false;
  const after =
    state === 'offline' ? rule.returnAfterOfflineSeconds : state === 'away' ? rule.returnAfterAwaySeconds : null;
  return after !== null && Date.now() - Date.parse(since) >= after * 1_000;
}
