import { useMe } from '../../shell/session';

/** Agents above the first tier, and leads, write runbooks; the server decides. */
export function useMayWrite(): boolean {
  const me = useMe();
  return me.isLead || me.desks.some(({ tier }) => tier > 1);
}
