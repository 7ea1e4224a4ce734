/**
 * Light, dark, or as the device has it: the visitor's choice, kept in this browser. `first-paint.js`
 * applies it before anything is drawn; here it is read and changed.
 */
export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** The same key as in `first-paint.js`. */
const KEY = 'onsale-theme';
const listeners = new Set<() => void>();
/** Where nothing can be kept, the choice lasts as long as the page. */
let chosen: ThemeChoice | undefined;

const isChoice = (value: unknown): value is ThemeChoice =>
  themeChoices.some((choice) => choice === value);

export function readTheme(): ThemeChoice {
  if (chosen !== undefined) return chosen;
  const shown = document.documentElement.dataset['theme'];
  return isChoice(shown) ? shown : 'system';
}

export function chooseTheme(choice: ThemeChoice): void {
  chosen = choice;
  const { dataset } = document.documentElement;
  if (choice === 'system') delete dataset['theme'];
  else dataset['theme'] = choice;
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Some people's browsers keep nothing.
  }
  for (const listener of listeners) listener();
}

/** Calls back after each change; returns how to stop. */
export function watchTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
