/** A moment of an event, in the event's own zone, as people and as machines read it. */
import type { ReactNode } from 'react';
import type { DateStyle } from '@onsale/contract/formats.ts';
import { useFormats } from '../language/use-formats.ts';

type EventTimeProps = {
  readonly instant: string;
  readonly timeZone: string;
  readonly style?: DateStyle;
  /** Names the zone behind the time. */
  readonly named?: boolean;
};

export function EventTime(props: EventTimeProps): ReactNode {
  const { instant, timeZone, style = 'short', named = false } = props;
  const { date, zone } = useFormats();
  // Browsers know newer names of zones and months than servers: not worth rendering anew.
  return (
    <time dateTime={instant} suppressHydrationWarning>
      {date(instant, style, timeZone) + (named ? ` (${zone(instant, timeZone)})` : '')}
    </time>
  );
}
