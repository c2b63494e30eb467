import { Affix, Stack, VisuallyHidden } from '@mantine/core';
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
  if (offers.length === 0) return null;
  return (
    <Affix
      position={{ bottom: 12, right: 12 }}
      w="min(30rem, calc(100vw - 24px))"
      role="region"
      aria-label={say('title')}
    >
      <VisuallyHidden role="status">{offers.map(({ number }) => say('offer', { number })).join('; ')}</VisuallyHidden>
      <Stack gap="xs">
        {offers.slice(0, 2).map((offer) => (
          <OfferCard key={offer.id} offer={offer} shadow="lg" />
        ))}
      </Stack>
    </Affix>
  );
}
