import { useMe } from '../../shell/session';

/** Our own agents above the first tier, and leads, write runbooks; the server decides. */
export function useMayWrite(): boolean {
  const me = useMe();
  return me.isLead || me.desks.some(({ tier, partner }) => tier > 1 && !partner);
}
