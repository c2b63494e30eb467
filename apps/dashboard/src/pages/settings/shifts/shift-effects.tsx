import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { useRules } from '../dispatch/rule-form';
import { useAgents, useTeams } from '../parts/lists';
import { WillChange } from '../parts/will-change';
import { useShifts, type Shift } from './shift-data';
import { isOpenAt, type ShiftForm } from './shift-form';
import { words } from './words';

/** How long after a shift work goes back to its queue at these tiers; null: it stays. The soonest, when rules differ. */
export function useReturnAfterShift(): (tiers: readonly number[]) => number | null {
  const rules = useRules().data?.items ?? [];
  return (tiers) => {
    const after = rules
      .filter(({ tier }) => tiers.includes(tier))
      .flatMap(({ returnAfterShiftSeconds }) => returnAfterShiftSeconds ?? []);
    return after.length === 0 ? null : Math.min(...after);
  };
}

/** Whom saving a shift concerns, and what it does to them. */
export function ShiftEffects({ shift, form }: { readonly shift: Shift | null; readonly form: ShiftForm }) {
  const say = useWords(words);
  const formats = useFormats();
  const teams = useTeams().data ?? [];
  const agents = (useAgents().data ?? []).filter(({ active }) => active);
  const shifts = useShifts().data?.items ?? [];
  const returnAfter = useReturnAfterShift();
  const [of, id] = form.whose?.split(':') ?? [];
  if (id === undefined) return null;
  const team = of === 'teams' ? teams.find((each) => each.id === id) : undefined;
  const concerned = agents.filter((agent) => (team ? team.members.includes(agent.id) : agent.id === id));
  const hasOwn = (agentId: string): boolean => shifts.some((each) => each.of === 'agents' && each.id === agentId);
  const own = team ? concerned.filter((agent) => hasOwn(agent.id)) : [];
  const goBy = concerned.filter((agent) => !own.includes(agent));
  const theirs = teams.filter(({ members }) => goBy.some((agent) => members.includes(agent.id)));
  const namesOf = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join(', ');
  const after = returnAfter(theirs.map(({ tier }) => tier));
  const isOpen = isOpenOr(form, shift);
  return (
    <WillChange
      isHard={!isOpen && goBy.length > 0}
      what={[
        say('goBy', { count: goBy.length, names: namesOf(goBy) }),
        own.length > 0 && say('ownBefore', { count: own.length, names: namesOf(own) }),
        team !== undefined && theirs.some((each) => each.id !== id) && say('otherTeams'),
        goBy.length > 0 && say(isOpen ? 'insideNow' : 'outsideNow'),
        goBy.length > 0 && (after === null ? say('keeps') : say('goesBack', { time: formats.duration(after) })),
      ]}
    />
  );
}

/** What is being typed may be no time yet. */
function isOpenOr(form: ShiftForm, shift: Shift | null): boolean {
  try {
    return isOpenAt(form, shift, new Date());
  } catch {
    return true;
  }
}
