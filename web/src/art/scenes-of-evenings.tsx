/** Scenes outdoors and in large halls: light above a crowd, fireworks, a city, balloons. */
import { around, hill, range, round, type Scene } from './shapes.ts';

/** Beams from above, a glow behind the stage, hands in front of it. */
const beams: Scene = (c, dice, id) => {
  const ink = [c.first, c.second, c.third, c.pale] as const;
  const count = dice.whole(5, 7);
  return (
    <>
      <circle cx="200" cy="390" r="210" fill={`url(#${id}-glow)`} opacity="0.5" />
      {range(count).map((i) => {
        const from = 30 + (i * 340) / (count - 1);
        const to = dice.between(-60, 460);
        const wide = dice.between(34, 62);
        const d = `M${round(from - 4)} 0H${round(from + 4)}L${round(to + wide)} 440H${round(to - wide)}Z`;
        return (
          <path key={i} d={d} fill={dice.pick(ink)} opacity={round(dice.between(0.28, 0.6))} />
        );
      })}
      {range(count).map((i) => (
        <path
          key={i}
          d={`M${round(18 + (i * 340) / (count - 1))} 0h24v14h-24Z`}
          fill={c.deep}
          stroke={c.pale}
          strokeOpacity="0.4"
        />
      ))}
      {range(13).map((i) => {
        const x = round(-6 + i * 34 + dice.between(-7, 7));
        const y = round(dice.between(392, 432));
        const arm = dice.whole(0, 2);
        return (
          <g key={i} fill={c.deep} stroke={c.deep} strokeWidth="9" strokeLinecap="round">
            <circle cx={x} cy={y} r="14" stroke="none" />
            <path
              d={`M${x - 24} 500q0-${500 - y - 12} 24-${500 - y - 12}t24 ${500 - y - 12}Z`}
              stroke="none"
            />
            {arm > 0 && <path d={`M${x - 16} ${y + 34}L${x - 21} ${y - 26}`} />}
            {arm > 1 && <path d={`M${x + 16} ${y + 34}L${x + 23} ${y - 18}`} />}
          </g>
        );
      })}
    </>
  );
};

/** Bursts in the sky over striped tents. */
const fireworks: Scene = (c, dice) => {
  const ink = [c.first, c.second, c.third, c.pale] as const;
  const bursts = [
    { x: dice.between(80, 150), y: dice.between(90, 140), r: dice.between(70, 92) },
    { x: dice.between(250, 330), y: dice.between(120, 190), r: dice.between(84, 112) },
    { x: dice.between(120, 220), y: dice.between(240, 280), r: dice.between(42, 58) },
  ];
  return (
    <>
      {bursts.map(({ x, y, r }, n) => {
        const colour = ink[n] ?? c.pale;
        const rays = n === 2 ? 10 : 16;
        const ring = (near: number, far: number, shift: number): string =>
          range(rays)
            .map((i) => {
              const turn = (i + shift) / rays;
              return `M${around(x, y, r * near, turn)}L${around(x, y, r * far, turn)}`;
            })
            .join('');
        return (
          <g key={n} fill="none" stroke={colour} strokeLinecap="round">
            <path d={ring(0.3, 0.72, 0)} strokeWidth="4" />
            <path d={ring(0.84, 1, 0)} strokeWidth="7" />
            <path d={ring(0.5, 0.9, 0.5)} strokeWidth="2.5" stroke={c.pale} />
          </g>
        );
      })}
      <path d={hill(372, 30, dice.between(0, 6))} fill={c.ground} />
      {range(4).map((i) => {
        const x = round(10 + i * 104 + dice.between(-12, 12));
        const [one, two] = i % 2 === 0 ? [c.first, c.pale] : [c.second, c.third];
        return (
          <g key={i}>
            <path d={`M${x + 46} 352L${x - 12} 446H${x + 104}Z`} fill={one} />
            <path
              d={`M${x + 46} 352L${x + 22} 446H${x + 46}ZM${x + 46} 352L${x + 70} 446H${x + 88}Z`}
              fill={two}
            />
            <path d={`M${x + 46} 352v-24l26 9-26 9`} fill={two} stroke={c.deep} strokeWidth="2" />
          </g>
        );
      })}
      <path d={hill(456, 14, dice.between(0, 6))} fill={c.deep} />
    </>
  );
};

/** Towers with lit windows before a low sun. */
const skyline: Scene = (c, dice, id) => {
  const row = (y: number, fill: string, light: string, seed: number) =>
    range(7).map((i) => {
      const wide = 46 + ((i * seed) % 3) * 12;
      const x = round(i * 62 - 18 + dice.between(-6, 6));
      const top = round(y - dice.between(10, 130));
      const windows = range(10)
        .filter(() => dice.next() > 0.45)
        .map(
          (n) =>
            `M${x + 9 + (n % 2) * (wide - 30)} ${top + 18 + Math.floor(n / 2) * 24}h12v13h-12Z`,
        )
        .join('');
      return (
        <g key={i}>
          <path d={`M${x} 500V${top}h${wide}V500Z`} fill={fill} />
          <path d={windows} fill={light} />
        </g>
      );
    });
  const x = dice.between(120, 280);
  return (
    <>
      <circle cx={x} cy="232" r="158" fill={c.second} opacity="0.13" />
      <circle cx={x} cy="232" r="112" fill={`url(#${id}-glow)`} />
      {row(344, c.third, c.pale, 2)}
      {row(432, c.deep, c.second, 5)}
    </>
  );
};

/** Balloons over hills, by day. */
const balloons: Scene = (c, dice) => {
  const ink = [c.first, c.second, c.third, c.pale] as const;
  const sizes = [62, 46, 54, 36, 30];
  return (
    <>
      {range(3).map((i) => (
        <path
          key={i}
          d={`M${round(dice.between(-20, 300))} ${92 + i * 96}h86a22 22 0 0 0-8-43a32 32 0 0 0-60-6a26 26 0 0 0-18 49Z`}
          fill={c.pale}
          opacity="0.22"
        />
      ))}
      {sizes.map((r, i) => {
        const x = round(62 + i * 70 + dice.between(-16, 16));
        const y = round([150, 92, 216, 128, 250][i] ?? 150 + dice.between(-20, 20));
        const fill = ink[i % ink.length] ?? c.first;
        const tall = round(r * 1.22);
        return (
          <g key={i}>
            <path
              d={`M${x} ${y + tall}q${round(dice.between(-26, 26))} 70 ${200 - x} ${400 - y - tall}`}
              fill="none"
              stroke={c.pale}
              strokeWidth="2"
              opacity="0.8"
            />
            <path
              d={`M${x - 7} ${y + tall + 8}L${x} ${y + tall - 4}L${x + 7} ${y + tall + 8}Z`}
              fill={fill}
            />
            <ellipse cx={x} cy={y} rx={r} ry={tall} fill={fill} />
            <path
              d={`M${round(x - r * 0.55)} ${y}q0-${round(tall * 0.5)} ${round(r * 0.42)}-${round(tall * 0.62)}`}
              fill="none"
              stroke={c.pale}
              strokeWidth="6"
              strokeLinecap="round"
              opacity="0.6"
            />
          </g>
        );
      })}
      <path d={hill(392, 30, dice.between(0, 6))} fill={c.third} />
      <path d={hill(436, 24, dice.between(0, 6))} fill={c.ground} />
      <path d={hill(472, 14, dice.between(0, 6))} fill={c.deep} />
    </>
  );
};

export const evenings = { beams, fireworks, skyline, balloons } as const;
