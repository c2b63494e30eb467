import { Tooltip } from '@mantine/core';
import { useFormats } from '../words/formats';

/** A moment: short on the screen, exact when pointed at. */
export function Instant({ at }: { readonly at: string | Date }) {
  const formats = useFormats();
  return (
    <Tooltip label={formats.exactly(at)}>
      <time dateTime={new Date(at).toISOString()} className="figures" style={{ whiteSpace: 'nowrap' }}>
        {formats.instant(at)}
      </time>
    </Tooltip>
  );
}
