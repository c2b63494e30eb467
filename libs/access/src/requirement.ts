import type { Caller, Role, Scope } from './caller.js';

/** Who may call an endpoint; all that is named must hold. */
export interface Requirement {
  /** Any one of them, when there are several. */
  readonly scope?: Scope | readonly Scope[];
  /** Only agents have roles. */
  readonly roles?: readonly Role[];
  readonly kinds?: readonly Caller['kind'][];
}

/** Kept beside the handlers, so that no request needs reflection. */
const requirements = new WeakMap<object, Requirement>();

export const requireOf = (target: object, requirement: Requirement): void => {
  requirements.set(target, requirement);
};

/** What the handler asks for, or else its controller. */
export const requirementOf = (handler: object, controller: object): Requirement =>
  requirements.get(handler) ?? requirements.get(controller) ?? {};
