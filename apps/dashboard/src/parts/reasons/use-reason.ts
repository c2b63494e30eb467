import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import { useSectorName } from '../sector';
import { piecesOfReason, type Piece } from './sentences';
import { reasonWords } from './words';

const ALL = 'all products';

/** Says a sentence that triage wrote, in the language of the screen; one that it does not know as it is. */
export function useReason(): (sentence: string) => string {
  const say = useWords(reasonWords);
  const sectorName = useSectorName();
  const formats = useFormats();
  const inWords = ({ key, values }: Piece): string => {
    const { kind, what, until, on, tier, sector } = values;
    return say(key, {
      ...values,
      ...(kind && { kind: say(kind as 'premium' | 'service') }),
      ...(what === ALL && { what: say('all') }),
      // A day is the same day everywhere.
      ...(until && { until: formats.day(`${until}T00:00`) }),
      ...(on && { on: formats.day(`${on}T00:00`) }),
      ...(tier && { place: sector ? `${tier} ${sectorName(sector)}` : tier }),
    });
  };
  return (sentence) => {
    const pieces = piecesOfReason(sentence);
    if (pieces === null) return sentence;
    const said = pieces.map(inWords);
    return sentence.startsWith('Self-service: ') ? say('nothing', { why: said.join('; ') }) : said.join(' ');
  };
}
