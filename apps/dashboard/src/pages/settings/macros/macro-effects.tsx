import { useSectorName } from '../../../parts/sector';
import { useWords } from '../../../words/words';
import { WillChange } from '../parts/will-change';
import { maySend, toForm, type Macro, type MacroForm } from './macro-data';
import { usePlacesName, useReach } from './macro-places';
import { words } from './words';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What saving a macro does to the lists of others. */
export function MacroEffects({ before, form }: { readonly before: Macro | null; readonly form: MacroForm }) {
  const say = useWords(words);
  const placesName = usePlacesName();
  const reach = useReach();
  const sectorName = useSectorName();
  const was = before && toForm(before, '');
  const wasFound = was !== null && was.shared && was.active;
  const isFound = form.shared && form.active;
  const places = placesName(form);
  const count = reach(form);
  const moved = was !== null && !(same(was.tiers, form.tiers) && same(was.sectors, form.sectors));
  return (
    <WillChange
      isHard={wasFound && !isFound}
      what={[
        isFound && !wasFound && say('willShare', { count, places }),
        isFound && wasFound && moved && say('willMove', { places }),
        isFound && wasFound && !same(was.texts, form.texts) && say('willEdit', { count }),
        wasFound && !form.shared && say('willOwn'),
        was !== null && was.active && !form.active && say('willOff'),
        was !== null && !was.active && form.active && say('willOn'),
        form.active && form.does === 'resolve' && was?.does !== 'resolve' && say('willResolve'),
        form.active &&
          maySend(form) &&
          form.toSector !== null &&
          was?.toSector !== form.toSector &&
          say('willSend', { sector: sectorName(form.toSector) }),
      ]}
    />
  );
}
