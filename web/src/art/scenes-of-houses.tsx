/** Scenes of what one comes to hear and see: a record, keys, a microphone, ribbons, a ball. */
import { around, range, round, type Scene } from './shapes.ts';

/** A record, larger than the poster, with light on its grooves. */
const vinyl: Scene = (c, dice) => {
  const x = dice.pick([92, 308]);
  const y = dice.between(212, 260);
  return (
    <>
      <path d={`M0 0H400V${round(y - 40)}L0 ${round(y + 60)}Z`} fill={c.first} />
      <circle cx={x} cy={y} r="226" fill={c.deep} />
      {range(8).map((i) => (
        <circle
          key={i}
          cx={x}
          cy={y}
          r={212 - i * 15}
          fill="none"
          stroke={i % 3 === 0 ? c.third : c.ground}
          strokeOpacity={i % 3 === 0 ? 0.75 : 0.5}
          strokeWidth={i % 3 === 0 ? 2.5 : 1.5}
        />
      ))}
      {[0.06, 0.56].map((turn) => (
        <path
          key={turn}
          d={`M${x} ${round(y)}L${around(x, y, 224, turn)}A224 224 0 0 1 ${around(x, y, 224, turn + 0.09)}Z`}
          fill={c.pale}
          opacity="0.16"
        />
      ))}
      <circle cx={x} cy={y} r="82" fill={c.second} />
      <path d={`M${x - 82} ${round(y)}a82 82 0 0 0 164 0Z`} fill={c.first} />
      <circle cx={x} cy={y} r="34" fill={c.pale} />
      <circle cx={x} cy={y} r="9" fill={c.deep} />
      {range(9).map((i) => {
        const tall = round(dice.between(18, 74));
        return (
          <path
            key={i}
            d={`M${28 + i * 40} 500v-${tall}h24v${tall}Z`}
            fill={i % 2 === 0 ? c.second : c.third}
          />
        );
      })}
    </>
  );
};

/** A keyboard that runs across, under rings of sound. */
const keys: Scene = (c, dice) => {
  const x = dice.between(110, 290);
  const ink = [c.third, c.first, c.second, c.pale] as const;
  const lean = dice.pick([-1, 1]) * dice.between(5, 9);
  return (
    <>
      {ink.map((fill, i) => (
        <circle
          key={fill}
          cx={x}
          cy="196"
          r={168 - i * 42}
          fill={fill}
          opacity={i === 0 ? 0.5 : 0.94}
        />
      ))}
      <g transform={`rotate(${round(lean)} 200 400)`}>
        <path d="M-60 322H460V560H-60Z" fill={c.deep} />
        {range(11).map((i) => (
          <path key={i} d={`M${-46 + i * 46} 334h42v210h-42Z`} fill={i === 6 ? c.second : c.pale} />
        ))}
        {range(11)
          .filter((i) => i % 7 !== 2 && i % 7 !== 6)
          .map((i) => (
            <path key={i} d={`M${-18 + i * 46} 334h30v106h-30Z`} fill={c.deep} />
          ))}
      </g>
    </>
  );
};

/** A microphone in a circle of light before a brick wall. */
const microphone: Scene = (c, dice) => {
  const x = dice.between(176, 224);
  return (
    <>
      <path
        d={range(11)
          .map((row) => {
            const y = row * 40;
            const ends = range(6).map((i) => `M${i * 84 + (row % 2) * 42} ${y}v40`);
            return `M0 ${y}H400${ends.join('')}`;
          })
          .join('')}
        fill="none"
        stroke={c.third}
        strokeOpacity="0.4"
        strokeWidth="3"
      />
      <circle cx={x} cy="214" r="166" fill={c.second} />
      <circle cx={x} cy="214" r="126" fill={c.pale} opacity="0.55" />
      <path d={`M0 426Q200 392 400 426V500H0Z`} fill={c.first} />
      <path d={`M0 452Q200 420 400 452V500H0Z`} fill={c.deep} />
      <g transform={`rotate(${round(dice.between(-9, 9))} ${round(x)} 440)`}>
        <path d={`M${round(x)} 268V438`} stroke={c.deep} strokeWidth="9" />
        <path d={`M${round(x - 44)} 444q44-22 88 0Z`} fill={c.deep} />
        <path d={`M${round(x - 27)} 206h54l-11 72h-32Z`} fill={c.deep} />
        <circle cx={x} cy="176" r="47" fill={c.first} />
        <path
          d={`M${round(x - 47)} 176h94M${round(x - 42)} 154h84M${round(x - 42)} 198h84M${round(x)} 129v94M${round(x - 22)} 134v84M${round(x + 22)} 134v84`}
          stroke={c.deep}
          strokeOpacity="0.55"
          strokeWidth="3"
        />
        <path d={`M${round(x - 50)} 204h100v14h-100Z`} fill={c.deep} />
      </g>
    </>
  );
};

/** Broad ribbons that cross the whole poster, as somebody moves. */
const ribbons: Scene = (c, dice) => {
  const ink = [c.third, c.first, c.pale, c.second, c.first] as const;
  const bend = dice.between(90, 190);
  const swing = dice.between(-70, 70);
  return (
    <>
      <circle
        cx={dice.between(120, 280)}
        cy={dice.between(120, 180)}
        r="96"
        fill={c.second}
        opacity="0.95"
      />
      {ink.map((stroke, i) => {
        const shift = i * 46;
        const d =
          `M${-70 + shift} 540C${round(60 + shift + swing)} ${round(360 - bend)} ` +
          `${round(330 - bend + shift * 0.4)} ${round(470 + swing * 0.5)} ` +
          `${round(232 + shift * 0.5)} 252S${round(120 + shift + bend)} ${round(60 - swing)} ${270 + shift} -40`;
        return (
          <g key={i} fill="none" strokeLinecap="round">
            <path d={d} stroke={c.deep} strokeOpacity="0.35" strokeWidth="40" />
            <path d={d} stroke={stroke} strokeWidth="33" />
          </g>
        );
      })}
    </>
  );
};

/** A court seen from above, and the ball. */
const court: Scene = (c, dice) => {
  const x = dice.between(120, 280);
  const y = dice.between(150, 250);
  const r = dice.between(84, 104);
  const turn = round(dice.between(-50, 50));
  return (
    <>
      <g fill="none" stroke={c.pale} strokeWidth="7" opacity="0.85">
        <path d="M-20 250H420M36 -20V520M364 -20V520" />
        <circle cx="200" cy="250" r="104" />
        <path
          d="M116 -20V96a84 84 0 0 0 168 0V-20M116 520V404a84 84 0 0 1 168 0V520"
          fill={c.third}
          fillOpacity="0.55"
        />
      </g>
      <ellipse
        cx={round(x + 26)}
        cy={round(y + r * 1.2)}
        rx={round(r * 0.9)}
        ry={round(r * 0.36)}
        fill={c.deep}
        opacity="0.5"
      />
      <g transform={`rotate(${turn} ${round(x)} ${round(y)})`}>
        <circle cx={x} cy={y} r={r} fill={c.first} />
        <g fill="none" stroke={c.deep} strokeWidth="5">
          <circle cx={x} cy={y} r={r} />
          <path
            d={`M${round(x - r)} ${round(y)}h${round(2 * r)}M${round(x)} ${round(y - r)}v${round(2 * r)}`}
          />
          <path
            d={`M${around(x, y, r, 0.88)}Q${round(x - r * 0.28)} ${round(y)} ${around(x, y, r, 0.62)}M${around(x, y, r, 0.12)}Q${round(x + r * 0.28)} ${round(y)} ${around(x, y, r, 0.38)}`}
          />
        </g>
      </g>
    </>
  );
};

export const houses = { vinyl, keys, microphone, ribbons, court } as const;
