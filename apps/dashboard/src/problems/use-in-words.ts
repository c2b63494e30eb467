import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { fieldInWords, textsIn, type FieldProblem } from './in-words';

/** What an answer says is wrong, without having refused anything, in the language of the screen. */
export function useInWords(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const language = useLanguage();
  const { data: texts } = useQuery({
    queryKey: ['problem-texts', language],
    queryFn: () => textsIn(language),
    enabled: problems.length > 0,
    staleTime: Infinity,
  });
  return texts ? problems.map((problem) => fieldInWords(texts, language, problem)) : problems;
}
