import { Badge, Box, Tooltip } from '@mantine/core';
import { IconAccessPoint, IconAccessPointOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLive } from '../live/use-live';
import { useWords } from '../words/words';
import { words } from './words';

/** A break that is over so soon is nobody's worry. */
const SAID_AFTER_MS = 1_500;

/** Whether what is on the screen is what is: quiet while it is, a plain word when it may not be. */
export function LiveLight() {
  const say = useWords(words);
  const isLive = useLive() === 'live';
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (isLive) return undefined;
    const timer = setTimeout(() => setLong(true), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isLive]);
  const label = say(isLive ? 'live' : 'connecting');
  const isAway = isLong && !isLive;
  return (
    <Tooltip label={label} multiline maw={280}>
      <Box role="status" aria-label={label} data-live={isLive ? 'live' : 'connecting'} lh={0}>
        {isAway ? (
          <Badge
            tt="none"
            color="orange"
            variant="filled"
            autoContrast
            leftSection={<IconAccessPointOff size={14} aria-hidden />}
          >
            {say('connectingShort')}
          </Badge>
        ) : (
          <IconAccessPoint size={18} stroke={1.75} color="var(--mantine-color-dimmed)" aria-hidden />
        )}
      </Box>
    </Tooltip>
  );
}
