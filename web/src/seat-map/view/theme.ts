/** The colours and the typeface of the map, read from its style sheet: CSS stays the one place for them. */

export const tierColours = 8;

const names = {
  ground: '--map-ground',
  section: '--map-section',
  edge: '--map-edge',
  ink: '--map-ink',
  muted: '--map-muted',
  faint: '--map-faint',
  stage: '--map-stage',
  stageInk: '--map-stage-ink',
  landmark: '--map-landmark',
  selected: '--map-selected',
  selectedInk: '--map-selected-ink',
  tierInk: '--map-tier-ink',
} as const;

export type Theme = Readonly<Record<keyof typeof names, string>> & {
  readonly tiers: readonly string[];
  readonly font: string;
};

export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim() || '#888';
  const read = (key: keyof typeof names): string => value(names[key]);
  return {
    ground: read('ground'),
    section: read('section'),
    edge: read('edge'),
    ink: read('ink'),
    muted: read('muted'),
    faint: read('faint'),
    stage: read('stage'),
    stageInk: read('stageInk'),
    landmark: read('landmark'),
    selected: read('selected'),
    selectedInk: read('selectedInk'),
    tierInk: read('tierInk'),
    tiers: Array.from({ length: tierColours }, (_, index) => value(`--map-tier-${index + 1}`)),
    font: style.fontFamily || 'sans-serif',
  };
}

/** Calls back whenever the colours may have changed; returns how to stop. */
export function watchTheme(onChange: () => void): () => void {
  const queries = [
    '(prefers-color-scheme: dark)',
    '(prefers-contrast: more)',
    '(forced-colors: active)',
  ];
  const lists = queries.map((query) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', onChange);
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['class', 'data-theme', 'style'] });
  return () => {
    for (const list of lists) list.removeEventListener('change', onChange);
    observer.disconnect();
  };
}
