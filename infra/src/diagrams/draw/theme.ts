/** Sizes and colours. Colours follow the reader's preference, sizes suit a telephone's width. */
import type { Kind } from '../model/picture.ts';

/** Narrow, so that letters stay legible when a telephone shrinks it to its width. */
export const width = 600;
export const margin = 16;
export const gap = 10;
export const columns = 2;

export const size = { title: 24, subtitle: 15, panel: 15, box: 15, line: 14, zone: 12 } as const;
export const lineHeight = 19;

/** On both grounds; the meaning is in the words, the colour only helps. */
const accents = {
  edge: ['#8250df', '#a371f7'],
  network: ['#57606a', '#8b949e'],
  compute: ['#bc4c00', '#e0823d'],
  data: ['#0969da', '#4493f8'],
  messages: ['#bf3989', '#db61a2'],
  watch: ['#1a7f37', '#3fb950'],
} as const satisfies Record<Kind, readonly [light: string, dark: string]>;

const accentRules = (shade: 0 | 1): string =>
  Object.entries(accents)
    .map(([kind, shades]) => `.${kind}{fill:${shades[shade]}}`)
    .join('');

export const style =
  'text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1f2328}' +
  '.b{font-weight:600}.m{fill:#59636e}' +
  '.ground{fill:#fff}.region{fill:#f6f8fa;stroke:#d1d9e0}.tier{fill:#eaeef2}' +
  '.box{fill:#fff;stroke:#d1d9e0}.way{stroke:#818b98;fill:none;stroke-width:2}.tip{fill:#818b98}' +
  accentRules(0) +
  '@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.m{fill:#9198a1}' +
  '.ground{fill:#0d1117}.region{fill:#151b23;stroke:#3d444d}.tier{fill:#212830}' +
  '.box{fill:#0d1117;stroke:#3d444d}.way{stroke:#9198a1}.tip{fill:#9198a1}' +
  `${accentRules(1)}}`;
