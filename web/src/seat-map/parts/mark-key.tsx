/** What the marks on the map mean, drawn by the same code that draws them there. */
import { seatFlags } from '@onsale/contract/seating-plan-seats.ts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useMapText } from '../messages.ts';
import { drawMark, markKinds, type Mark } from '../view/seat-marks.ts';
import { readTheme, watchTheme } from '../view/theme.ts';

type Sample = {
  readonly key: 'free' | 'held' | 'sold' | 'blocked' | 'selected' | keyof typeof seatFlags;
};

const always: readonly Sample[] = [
  { key: 'free' },
  { key: 'selected' },
  { key: 'held' },
  { key: 'sold' },
  { key: 'blocked' },
];
const flagNames = ['accessible', 'companion', 'restrictedView'] as const;

/** `flags`: union of those that the hall has. */
export function MarkKey({ flags }: { readonly flags: number }): ReactNode {
  const text = useMapText();
  const [isOpened, setOpened] = useState(false);
  const present = flagNames.filter((name) => (flags & seatFlags[name]) !== 0);
  return (
    <details className="seat-map-key" onToggle={() => setOpened(true)}>
      <summary>{text('legend')}</summary>
      <ul>
        {[...always, ...present.map((key) => ({ key }))].map(({ key }) => (
          <li key={key}>
            {/* Drawing them takes longer than most visitors look. */}
            {isOpened ? <MarkSample name={key} /> : <span className="seat-map-sample" />}
            {text(key)}
          </li>
        ))}
      </ul>
    </details>
  );
}

const SIZE_PX = 26;

function MarkSample({ name }: { readonly name: Sample['key'] }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const draw = (): void => {
      const element = canvas.current;
      const pen = element?.getContext('2d');
      if (!element || !pen) return;
      const theme = readTheme(element);
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, element.width, element.height);
      drawMark(pen, markOf(name, theme.tiers[1] ?? theme.ink), element.width, theme);
    };
    draw();
    return watchTheme(draw);
  }, [name]);
  const pixels = SIZE_PX * 2;
  return <canvas ref={canvas} width={pixels} height={pixels} className="seat-map-sample" />;
}

function markOf(name: Sample['key'], colour: string): Mark {
  const isFlag = name === 'accessible' || name === 'companion' || name === 'restrictedView';
  const kind = isFlag ? markKinds.free : markKinds[name];
  const label = name === 'accessible' || name === 'held' ? '' : name === 'companion' ? '8' : '7';
  return { kind, flags: isFlag ? seatFlags[name] : 0, colour, label };
}
