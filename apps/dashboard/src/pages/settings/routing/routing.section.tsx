import { useMe } from '../../../shell/session';
import { PriorityMatrix } from './priority-matrix';
import { RuleList } from './rule-list';
import { TryIt } from './try-it';

/** Where new tickets go: the rules in order, the priorities, and a way to try them. */
export function RoutingSection() {
  const { isAdmin } = useMe();
  return (
    <>
      <RuleList mayChange={isAdmin} />
      <TryIt />
      <PriorityMatrix mayChange={isAdmin} />
    </>
  );
}
