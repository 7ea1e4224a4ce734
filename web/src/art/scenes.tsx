/**
 * What a poster shows, one scene per kind of event, drawn on 400 by 500. Only attributes of SVG are
 * used, no inline styles: the policy of our pages forbids those in what the server renders.
 */
import { hill, range, round, type Scene } from './shapes.ts';
import { evenings } from './scenes-of-evenings.tsx';
import { houses } from './scenes-of-houses.tsx';

/** A round light over waves of hills; a dashed path of flight. */
const moon: Scene = (c, dice, id) => {
  const x = dice.between(150, 265);
  const y = dice.between(150, 200);
  const r = dice.between(88, 112);
  return (
    <>
      {range(26).map((i) => (
        <circle
          key={i}
          cx={dice.between(0, 400)}
          cy={dice.between(0, 330)}
          r={dice.between(0.7, 2.1)}
          fill={c.pale}
          opacity={dice.between(0.3, 0.9)}
        />
      ))}
      <circle cx={x} cy={y} r={r * 1.55} fill={c.second} opacity="0.1" />
      <circle cx={x} cy={y} r={r * 1.25} fill={c.second} opacity="0.14" />
      <circle cx={x} cy={y} r={r} fill={`url(#${id}-glow)`} />
      <path
        d={`M-20 ${y + 150} Q ${x - 40} ${y - 190} 430 ${y + 40}`}
        fill="none"
        stroke={c.pale}
        strokeWidth="2"
        strokeDasharray="1 11"
        strokeLinecap="round"
      />
      {range(4).map((i) => (
        <path
          key={i}
          d={hill(330 + i * 42, 34 - i * 3, dice.between(0, 3))}
          fill={[c.third, c.ground, c.first, c.deep][i]}
          opacity={[0.55, 0.9, 0.85, 1][i]}
        />
      ))}
    </>
  );
};

/** A curtain that opens on a light. */
const stage: Scene = (c, dice, id) => {
  const center = dice.between(176, 224);
  const folds = 6;
  const ink = [c.ground, c.third, c.ground, c.first] as const;
  const fold = (side: -1 | 1, i: number): string => {
    const top = (n: number): number => round(center + side * (16 + n * 36));
    const waist = (n: number): number => round(center + side * (46 + n * 34));
    const foot = (n: number): number => round(center + side * (128 + n * 26));
    return (
      `M${top(i)} 0 C${top(i)} 170 ${waist(i)} 240 ${foot(i)} 408 ` +
      `L${foot(i + 1)} 408 C${waist(i + 1)} 240 ${top(i + 1)} 170 ${top(i + 1)} 0Z`
    );
  };
  return (
    <>
      <circle cx={center} cy="252" r="176" fill={c.second} opacity="0.12" />
      <circle cx={center} cy="252" r="132" fill={c.second} opacity="0.2" />
      <circle cx={center} cy="252" r="86" fill={`url(#${id}-glow)`} />
      <ellipse cx={center} cy="412" rx="150" ry="24" fill={c.pale} opacity="0.95" />
      {([-1, 1] as const).flatMap((side) =>
        range(folds).map((i) => (
          <path
            key={`${side} ${i}`}
            d={fold(side, i)}
            fill={ink[i % ink.length]}
            stroke={c.deep}
            strokeOpacity="0.22"
            strokeWidth="2"
          />
        )),
      )}
      <path d="M0 0H400V26Q360 62 320 26T240 26T160 26T80 26T0 26Z" fill={c.first} />
      <path d="M0 0H400V10Q360 34 320 10T240 10T160 10T80 10T0 10Z" fill={c.second} />
      <rect y="406" width="400" height="94" fill={c.deep} />
      <ellipse cx={center} cy="420" rx="132" ry="11" fill={c.pale} />
      {range(9).map((i) => (
        <path key={i} d={`M${14 + i * 44} 500a16 16 0 0 1 32 0Z`} fill={c.second} />
      ))}
    </>
  );
};

/** Quarter circles and bars in a grid. */
const tiles: Scene = (c, dice) => {
  const ink = [c.first, c.second, c.third, c.pale, c.ground] as const;
  return range(20).map((i) => {
    const x = (i % 4) * 100;
    const y = Math.floor(i / 4) * 100;
    const [a, b] = [dice.pick(ink), dice.pick(ink)];
    const turn = dice.whole(0, 3) * 90;
    const kind = dice.whole(0, 4);
    return (
      <g key={i} transform={`translate(${x} ${y}) rotate(${turn} 50 50)`}>
        {kind !== 3 && (
          <rect width="100.5" height="100.5" fill={a === b ? c.deep : b} opacity="0.9" />
        )}
        {kind === 0 && <path d="M0 0 H100 A100 100 0 0 1 0 100 Z" fill={a} />}
        {kind === 1 && <path d="M0 0 A50 50 0 0 0 100 0 Z M0 50 A50 50 0 0 0 100 50 Z" fill={a} />}
        {kind === 2 && <circle cx="50" cy="50" r="30" fill={a} />}
        {kind === 3 && (
          <path d="M0 10 H100 M0 37 H100 M0 63 H100 M0 90 H100" stroke={a} strokeWidth="9" />
        )}
        {kind === 4 && <path d="M0 0 L100 100 H0 Z" fill={a} />}
      </g>
    );
  });
};

/** Stripes of sound, one behind the other. */
const waves: Scene = (c, dice) => {
  const ink = [c.third, c.first, c.second, c.pale, c.ground, c.first, c.deep];
  const phase = dice.between(0, 6);
  return (
    <>
      <circle cx={dice.between(90, 310)} cy="132" r="74" fill={c.second} />
      {ink.map((fill, i) => (
        <path
          key={i}
          d={hill(168 + i * 50, 46 - i * 2, phase + i * 1.15)}
          fill={fill}
          opacity={i === ink.length - 1 ? 1 : 0.92}
        />
      ))}
    </>
  );
};

/** Arches of light over a crowd. */
const arches: Scene = (c, dice) => {
  const ink = [c.first, c.second, c.third, c.pale, c.ground];
  const turn = dice.whole(0, 4);
  return (
    <>
      {range(6).map((i) => (
        <circle
          key={i}
          cx="200"
          cy="372"
          r={252 - i * 40}
          fill={i === 5 ? c.deep : ink[(i + turn) % ink.length]}
        />
      ))}
      {range(46).map((i) => {
        const row = i % 3;
        return (
          <circle
            key={i}
            cx={(i * 400) / 45 + dice.between(-5, 5)}
            cy={404 + row * 36 + dice.between(-10, 10)}
            r={dice.between(15, 23)}
            fill={c.deep}
          />
        );
      })}
      <rect y="418" width="400" height="82" fill={c.deep} />
    </>
  );
};

/** Five lines that swing, with notes on them. */
const staff: Scene = (c, dice) => {
  const bend = dice.between(-70, 70);
  const y = (x: number, line: number): number =>
    150 + line * 34 + Math.sin((x / 400) * Math.PI * 1.6 + bend / 40) * 62;
  return (
    <>
      <circle cx={dice.between(60, 340)} cy={dice.between(330, 400)} r="128" fill={c.first} />
      <circle
        cx={dice.between(60, 340)}
        cy={dice.between(90, 160)}
        r="58"
        fill={c.second}
        opacity="0.9"
      />
      {range(5).map((line) => (
        <polyline
          key={line}
          points={range(41)
            .map((i) => `${i * 10},${y(i * 10, line).toFixed(1)}`)
            .join(' ')}
          fill="none"
          stroke={c.pale}
          strokeWidth="3"
        />
      ))}
      {range(6).map((i) => {
        const x = 44 + i * 62;
        const at = y(x, dice.whole(0, 4));
        return (
          <g key={i} fill={c.pale} stroke={c.pale}>
            <ellipse cx={x} cy={at} rx="17" ry="12" transform={`rotate(-22 ${x} ${at})`} />
            <path d={`M ${x + 15} ${at - 4} v -86`} strokeWidth="4" />
          </g>
        );
      })}
    </>
  );
};

export const scenes = { moon, stage, tiles, waves, arches, staff, ...evenings, ...houses } as const;
