import { Stack } from '@mantine/core';
import { OfferCard } from '../../parts/offers/offer-card';
import { useLiveOffers } from '../../parts/offers/use-offers';
import { PageHead } from '../../parts/states';
import { TakeNextButton } from '../../parts/taking/take-next-button';
import { useWords } from '../../words/words';
import { Alerts } from './alerts';
import { Consultations } from './consultations';
import { Inbox } from './inbox';
import { MyTickets, useMyTickets } from './my-tickets';
import classes from './my-work.module.css';
import { Raised } from './raised';
import { Section } from './section';
import { words } from './words';

/** Where an agent's day begins: what is offered, what is in hand, what came back, what is asked. */
export function MyWorkPage() {
  const say = useWords(words);
  const holds = useMyTickets().data?.items.some(({ state }) => state === 'in_progress') ?? false;
  return (
    <>
      <PageHead title={say('title')}>{holds && <TakeNextButton variant="default" />}</PageHead>
      <div className={classes.columns}>
        <div className={classes.column}>
          <Offers />
          <MyTickets />
        </div>
        <div className={classes.column}>
          <Raised />
          <Consultations />
          <Inbox />
          <Alerts />
        </div>
      </div>
    </>
  );
}

function Offers() {
  const say = useWords(words);
  const offers = useLiveOffers();
  if (offers.length === 0) return null;
  return (
    <Section title={say('offers')} count={offers.length}>
      <Stack gap="xs">
        {offers.map((offer) => (
          <OfferCard key={offer.id} offer={offer} />
        ))}
      </Stack>
    </Section>
  );
}
