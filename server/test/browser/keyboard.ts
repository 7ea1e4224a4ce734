/** Getting about with nothing but the Tab key, as far as it takes. */
import type { Page } from 'playwright-core';

const STEPS_MAX = 80;

/**
 * Tabs until something by that name has the focus; answers the names of what was passed.
 * @param region the name of a region that it has to be in
 */
export async function tabTo(page: Page, name: RegExp, region?: string): Promise<readonly string[]> {
  const passed: string[] = [];
  for (let step = 0; step < STEPS_MAX; step++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const text =
        element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '';
      const around = element?.closest('section[aria-label]')?.getAttribute('aria-label');
      return { text: text.trim(), around };
    });
    const isThere = region === undefined || focused.around === region;
    if (isThere && name.test(focused.text)) return passed;
    passed.push(focused.text);
  }
  throw new Error(`Tab does not lead to ${name.source}; it passed ${passed.join(' | ')}`);
}
