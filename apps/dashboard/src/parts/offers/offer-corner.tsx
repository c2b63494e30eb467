import { Affix, Stack, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { useWords } from '../../words/words';
import { OfferCard } from './offer-card';
import { useLiveOffers, useOffers } from './use-offers';
import { words } from './words';

/** Offers reach their agent on whatever page they are; on "my work" they stand on top already. */
export function OfferCorner() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const offers = useOffers();
  if (path === '/' || offers.length === 0) return null;
  return <Corner />;
}

function Corner() {
  const say = useWords(words);
  const offers = useLiveOffers();
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  if (offers.length === 0) return null;
  // Where one writes stays free: beside it, on narrow screens above the bar for it.
  return (
    <Affix
      position={{ bottom: isNarrow ? 72 : 12, right: 12 }}
      w="min(22.5rem, calc(100vw - 24px))"
      role="region"
      aria-label={say('title')}
    >
      <VisuallyHidden role="status">{offers.map(({ number }) => say('offer', { number })).join('; ')}</VisuallyHidden>
      <Stack gap="xs">
        {offers.slice(0, isNarrow ? 1 : 2).map((offer) => (
          <OfferCard key={offer.id} offer={offer} shadow="lg" />
        ))}
      </Stack>
    </Affix>
  );
}
