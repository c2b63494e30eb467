import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useSectorName } from '../../parts/sector';
import { useFormats } from '../../words/formats';
import { useWords } from '../../words/words';
import classes from './queue.module.css';
import { words } from './words';

interface Props {
  readonly tier: number;
  readonly chosen: string | undefined;
  readonly waiting: number;
  readonly sectors: readonly { readonly sector: string | null; readonly waiting: number }[];
}

/** Narrows the queue to one sector; the address keeps it. */
export function SectorFilter({ tier, chosen, waiting, sectors }: Props) {
  const say = useWords(words);
  const formats = useFormats();
  const nameOf = useSectorName();
  const navigate = useNavigate();
  const choose = (sector?: string) =>
    void navigate({
      to: '/queues/$tier',
      params: { tier: String(tier) },
      search: sector ? { sector } : {},
      replace: true,
    });
  const named = sectors.filter((each): each is { sector: string; waiting: number } => each.sector !== null);
  if (named.length === 0 && !chosen) return <span />;
  const choices: readonly { readonly sector?: string; readonly label: string; readonly waiting: number }[] = [
    { label: say('all'), waiting },
    ...named.map((each) => ({ ...each, label: nameOf(each.sector) })),
  ];
  return (
    <div className={classes.sectors} role="group" aria-label={say('sectors')}>
      {choices.map(({ sector, label, ...each }) => (
        <Button
          key={label}
          size="compact-sm"
          radius="xl"
          className={classes.sector}
          title={label}
          variant={sector === chosen ? 'light' : 'subtle'}
          color={sector === chosen ? 'blue' : 'gray'}
          aria-pressed={sector === chosen}
          onClick={() => choose(sector)}
          rightSection={<span className="figures">{formats.number(each.waiting)}</span>}
        >
          <span className={classes.sectorName}>{label}</span>
        </Button>
      ))}
    </div>
  );
}
