import { useForm, type UseFormReturnType } from '@mantine/form';
import { Problem } from '../../../api/problem';

type Values = Record<string, unknown>;
type Rules<Form extends object> = { readonly [Field in keyof Form]?: (value: Form[Field], all: Form) => string | null };

const keyOf = (name: string): string => `tierline-form:${name}`;

function kept<Form extends object>(name: string, initial: Form): Form {
  try {
    return { ...initial, ...(JSON.parse(localStorage.getItem(keyOf(name)) ?? '{}') as Partial<Form>) };
  } catch {
    return initial;
  }
}

/** A form that is still filled in when its dialog, or the page, was left and comes back; `forget` once it was sent. */
export function useFormDraft<Form extends object>(
  name: string,
  initial: Form,
  rules: Rules<Form>,
): {
  readonly form: UseFormReturnType<Form>;
  readonly forget: () => void;
  readonly focusFirst: (errors: Values) => void;
} {
  const form = useForm<Form>({
    initialValues: kept(name, initial),
    validateInputOnBlur: false,
    clearInputErrorOnChange: true,
    validate: rules as never,
    onValuesChange: (values) => {
      try {
        localStorage.setItem(keyOf(name), JSON.stringify(values));
      } catch {
        // A full or forbidden store: what was typed is still in the form.
      }
    },
  });
  return {
    form,
    forget: () => localStorage.removeItem(keyOf(name)),
    focusFirst: (errors) => {
      const [first] = Object.keys(errors);
      if (first !== undefined) form.getInputNode(first)?.focus();
    },
  };
}

/** Puts what the server says about fields at them: `pointers` says which field a JSON pointer is. */
export function showAtFields<Form extends object>(
  form: UseFormReturnType<Form>,
  error: unknown,
  pointers: Readonly<Record<string, string>>,
): void {
  if (!(error instanceof Problem)) return;
  const found = error.errors.flatMap(({ pointer, detail }) => {
    const field = pointers[pointer];
    return field === undefined ? [] : [[field, detail] as const];
  });
  if (found.length > 0) form.setErrors(Object.fromEntries(found) as never);
}
