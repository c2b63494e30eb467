import { useFormats } from '../../../words/formats';
import { useWords } from '../../../words/words';
import { Link } from '@tanstack/react-router';
import { searchOf, useViewName, type View } from './view-data';
import classes from './views.module.css';
import { words } from './words';

/** An address is one's own only with the same filters. */
const WHOLE = { exact: true, includeSearch: true };

interface Props {
  readonly views: readonly View[];
  readonly chosen: string | undefined;
  /** Nothing is chosen and nothing is filtered. */
  readonly isAll: boolean;
}

/** The views as links in one line that can be scrolled. */
export function ViewTabs({ views, chosen, isAll }: Props) {
  const say = useWords(words);
  const nameOf = useViewName();
  return (
    <nav aria-label={say('views')} className={classes.tabs}>
      <Link to="/tickets" search={{}} className={classes.tab} data-chosen={isAll || undefined} activeOptions={WHOLE}>
        {say('all')}
      </Link>
      {views.map((view) => (
        <Link
          key={view.id}
          to="/tickets"
          search={searchOf(view)}
          className={classes.tab}
          data-chosen={view.id === chosen || undefined}
          activeOptions={WHOLE}
          title={view.kind === 'shared' && view.owner ? say('shared', { name: view.owner.name }) : undefined}
        >
          <span className={classes.name}>{nameOf(view)}</span>
          <Count count={view.count} />
        </Link>
      ))}
    </nav>
  );
}

function Count({ count }: { readonly count: View['count'] }) {
  const say = useWords(words);
  const formats = useFormats();
  if (!count) return null;
  const figure = formats.number(count.count);
  return (
    <span className={`${classes.count} figures`} aria-label={say('count', { count: count.count })} role="img">
      {count.atLeast ? say('atLeast', { count: figure }) : figure}
    </span>
  );
}
