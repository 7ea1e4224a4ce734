/**
 * A real browser for tests: Chromium where the system has one. Where it has none, the tests that need
 * it are left out, and one line says so.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe } from 'vitest';

const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

if (executablePath === undefined) {
  process.stderr.write(
    'No Chromium was found: tests in a browser are left out. CHROMIUM_PATH names one.\n',
  );
}

/** Like `describe`, where there is a browser. */
// oxlint-disable-next-line vitest/valid-describe-callback, vitest/valid-title -- a condition, not a title
export const describeInBrowser = describe.runIf(executablePath !== undefined);

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    // Inside of containers there is nothing to build a sandbox with; only our own pages are opened.
    args: ['--no-sandbox', '--disable-background-networking'],
  });

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true,
};

export const desktop: BrowserContextOptions = { viewport: { width: 1_440, height: 900 } };

/** How long anything on a page may take, in milliseconds. */
export const PATIENCE_MS = 15_000;

export type Visit = {
  readonly page: Page;
  /** What the browser complained about: errors, warnings, violated policies. Should stay empty. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
};

/** A visitor of their own: no cookies, nothing stored. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = desktop,
): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}
