/**
 * A Vite plugin: the texts of react-aria in the two languages of the app. It brings thirty, all of
 * them imported by name, and a page would load every one.
 */
import type { Plugin } from 'vite';

const others = /\/intl\/(?:[\w-]+\/)*(?!en-US|ko-KR)[a-z]{2}-[A-Z]{2}\.m?js$/;
const libraries = /\/node_modules\/(?:@?react-aria|react-stately|react-aria-components)\//;

export const twoLocales = (): Plugin => ({
  name: 'two-locales',
  enforce: 'pre',
  load: (id) => (libraries.test(id) && others.test(id) ? 'export default {};' : undefined),
});
