/** Colours of the posters, chosen by hand: a deep ground, a lighter one, three that speak, a pale ink. */
export type Palette = {
  readonly deep: string;
  readonly ground: string;
  readonly first: string;
  readonly second: string;
  readonly third: string;
  readonly pale: string;
};

const palette = (
  ...colours: readonly [string, string, string, string, string, string]
): Palette => {
  const [deep, ground, first, second, third, pale] = colours;
  return { deep, ground, first, second, third, pale };
};

export const palettes: readonly [Palette, ...Palette[]] = [
  palette('#160b33', '#4520a8', '#ff7a59', '#ffcf5c', '#8f6bff', '#f3edff'),
  palette('#04262b', '#0c6b6a', '#ff6b57', '#ffcf5c', '#39b5a6', '#f1f7ee'),
  palette('#2e0512', '#a40f35', '#ff8a6b', '#ffc9a3', '#e0355c', '#fff0e4'),
  palette('#081630', '#1f4bc4', '#ffd86b', '#7cc7ff', '#ff7b6e', '#eef4ff'),
  palette('#0a2117', '#276b46', '#f2c14e', '#f78154', '#7fc08d', '#f0f7e6'),
  palette('#3a1404', '#d2691a', '#ffe2a8', '#8a1c3b', '#ff9f45', '#fff6e2'),
  palette('#240a34', '#a82a79', '#6fe3f2', '#ffb35c', '#e763b0', '#ffe9f4'),
  palette('#10131f', '#3a4668', '#f2a48b', '#f6e2b0', '#7488c4', '#f6f3ea'),
];
