import { Autocomplete, type AutocompleteProps } from '@mantine/core';
import { useWords } from '../../../words/words';
import { solutionCodes, solutionName, solutionWords } from '../solution-words';

interface Props extends Pick<AutocompleteProps, 'label' | 'description' | 'error' | 'size' | 'withAsterisk'> {
  /** The code, as it is kept: the same in every language. */
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** The usual kinds of solution in the language of the screen; any other word may be written. */
export function SolutionCode({ value, onChange, ...field }: Props) {
  const say = useWords(solutionWords);
  const names = solutionCodes.map((code) => ({ code, name: say(code) }));
  return (
    <Autocomplete
      {...field}
      maxLength={100}
      data={names.map(({ name }) => name)}
      value={solutionName(say, value)}
      onChange={(written) => onChange(names.find(({ name }) => name === written)?.code ?? written)}
    />
  );
}
