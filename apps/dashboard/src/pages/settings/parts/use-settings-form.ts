import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { Problem } from '../../../api/problem';

export type Rules<Form extends object> = {
  readonly [Field in keyof Form]?: (value: Form[Field], all: Form) => string | null;
};

interface Options<Form extends object> {
  /** Under which what was typed is kept until it is saved. */
  readonly name: string;
  readonly initial: Form;
  readonly rules?: Rules<Form>;
  /** Never kept: passwords and the like. */
  readonly secrets?: readonly (keyof Form & string)[];
  /** Where in the form a pointer belongs (`texts.0.body`), when that is not the field it begins with. */
  readonly pathOf?: (pointer: string, values: Form) => string | undefined;
}

interface SettingsForm<Form extends object> {
  readonly form: UseFormReturnType<Form>;
  /** Whether it began with what was typed before and not saved. */
  readonly isDraft: boolean;
  readonly forget: () => void;
  readonly startOver: () => void;
  /** Puts what the server says about fields at them; `/members/0` is about `members`. */
  readonly showAtFields: (error: unknown) => void;
  /** Pointers whose sentences stand at fields. */
  readonly shownOf: (error: unknown) => readonly string[];
  readonly focusFirst: (errors: Readonly<Record<string, unknown>>) => void;
}

const keyOf = (name: string): string => `tierline-settings:${name}`;
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function readDraft<Form extends object>(name: string): Partial<Form> {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)) ?? '{}') as Partial<Form>;
  } catch {
    return {};
  }
}

/** Keeps only what differs from what is set now, so that what others changed meanwhile is not taken back. */
function keepDraft<Form extends object>({ name, initial, secrets = [] }: Options<Form>, values: Form): void {
  const changed = Object.entries(values).filter(
    ([field, value]) => !secrets.includes(field as never) && !same(value, initial[field as keyof Form]),
  );
  try {
    if (changed.length === 0) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify(Object.fromEntries(changed)));
  } catch {
    // A full or forbidden store: what was typed is still in the form.
  }
}

/** A form that is still filled in when its dialog, or the page, was left and comes back; `forget` once it was saved. */
export function useSettingsForm<Form extends object>(options: Options<Form>): SettingsForm<Form> {
  const { name, rules = {}, pathOf } = options;
  const [initial] = useState(options.initial);
  const [draft, setDraft] = useState(() => readDraft<Form>(name));
  const [start] = useState(() => ({ ...initial, ...draft }));
  const form = useForm<Form>({
    initialValues: start,
    clearInputErrorOnChange: true,
    validate: rules as never,
    onValuesChange: (values) => keepDraft({ ...options, initial }, values),
  });
  const forget = () => sessionStorage.removeItem(keyOf(name));
  const fieldOf = (pointer: string): string | undefined => {
    const path = pathOf?.(pointer, form.getValues());
    if (path !== undefined) return path;
    const field = pointer.split('/')[1] ?? '';
    return field in start ? field : undefined;
  };
  return {
    form,
    forget,
    isDraft: Object.keys(draft).length > 0,
    startOver: () => {
      forget();
      setDraft({});
      form.setValues(initial as never);
      form.clearErrors();
    },
    showAtFields(error) {
      if (!(error instanceof Problem)) return;
      const found = error.errors.flatMap(({ pointer, detail }) => {
        const field = fieldOf(pointer);
        return field === undefined ? [] : [[field, detail] as const];
      });
      if (found.length > 0) form.setErrors(Object.fromEntries(found.reverse()));
    },
    shownOf: (error) =>
      error instanceof Problem
        ? error.errors.map(({ pointer }) => pointer).filter((pointer) => fieldOf(pointer) !== undefined)
        : [],
    focusFirst: (errors) => {
      const [first] = Object.keys(errors);
      if (first !== undefined) form.getInputNode(first)?.focus();
    },
  };
}
