/** An alarm of CloudWatch: so many periods in a row whose average is beyond a threshold. */
export type AlarmProps = {
  readonly periodSeconds: number;
  readonly periods: number;
  /** How long after its end a period is known. */
  readonly delaySeconds: number;
  readonly isBreach: (average: number) => boolean;
};

/** Told a value for each step; answers whether it rings now. It goes on ringing while it lasts. */
export type Alarm = (second: number, value: number, stepSeconds: number) => boolean;

export function createAlarm({ periodSeconds, periods, delaySeconds, isBreach }: AlarmProps): Alarm {
  let sum = 0;
  let breached = 0;
  const known: { readonly atSecond: number; readonly breached: number }[] = [];
  let rings = false;
  return (second, value, stepSeconds) => {
    sum += value * stepSeconds;
    if ((second + stepSeconds) % periodSeconds === 0) {
      breached = isBreach(sum / periodSeconds) ? breached + 1 : 0;
      known.push({ atSecond: second + stepSeconds + delaySeconds, breached });
      sum = 0;
    }
    while (known[0] !== undefined && known[0].atSecond <= second + stepSeconds) {
      rings = known[0].breached >= periods;
      known.shift();
    }
    return rings;
  };
}
