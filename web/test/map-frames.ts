/**
 * Measures the seat map of a stadium of 20,000 seats the way a phone sees it: 390 x 844 at three pixels per
 * pixel, the processor slowed down four times, fifty seats changing every second, a finger that pans.
 * Times of frames come from the browser's own trace.
 *
 *   npm run bench:map                         a page of its own, built for it
 *   npm run bench:map -- http://host/path     the map on this page of a running server
 */
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { encodeSeatStates, packSeatStates } from '@onsale/contract/seat-state.ts';
import react from '@vitejs/plugin-react';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { build } from 'vite';
import { bowl } from './map-harness/bowl.ts';
import { drawnFrames, mainThread, summary, traced } from './map-harness/trace.ts';

const THROTTLE = 4;
const PAN_MS = 4_000;
const VIEW = { width: 390, height: 844 };
const DENSITY = 3;
/** How often "closer" is pressed, from the whole hall, before panning. */
const STOPS = [
  { name: 'rows', presses: 3 },
  { name: 'seats, small', presses: 4 },
  { name: 'seats, with numbers', presses: 5 },
] as const;

const browsers = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

async function buildHarness(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'onsale-map-'));
  await build({
    root: join(import.meta.dirname, 'map-harness'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2023' },
  });
  return outDir;
}

function serve(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = normalize(pathname === '/' ? '/index.html' : pathname);
    readFile(join(folder, path)).then(
      (body) => {
        response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
        return response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

/** A finger that draws slow circles, sixty positions a second, as a touch screen reports them. */
async function panInCircles(cdp: CDPSession, durationMs: number): Promise<void> {
  const middle = { x: VIEW.width / 2, y: VIEW.height / 2 };
  const at = (ms: number) => ({
    x: middle.x + 150 * Math.sin(ms / 500),
    y: middle.y + 220 * Math.sin(ms / 730),
  });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] });
  const startMs = performance.now();
  for (let ms = 0; ms < durationMs; ms = performance.now() - startMs) {
    // Not waited for: a finger does not wait for the page either.
    void cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(ms)] });
    await new Promise((resolve) => {
      setTimeout(resolve, 16);
    });
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

const closer = (page: Page) => page.locator('.seat-map-zoom button').first();

async function measure(page: Page, cdp: CDPSession): Promise<void> {
  let presses = 0;
  for (const stop of STOPS) {
    for (; presses < stop.presses; presses++) {
      await closer(page).click();
      await page.waitForTimeout(900);
    }
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
    const events = await traced(cdp, () => panInCircles(cdp, PAN_MS));
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const frames = summary(drawnFrames(events));
    const { perFrameMs, longCount, longestMs } = mainThread(events, frames.count);
    console.log(
      `${stop.name.padEnd(20)} ${String(frames.count).padStart(4)} frames` +
        `   p50 ${frames.p50} ms   p95 ${frames.p95} ms   p99 ${frames.p99} ms` +
        `   over 33 ms: ${frames.slowPercent} %   page ${perFrameMs} ms a frame` +
        `   tasks over 50 ms: ${longCount} (longest ${longestMs} ms)`,
    );
  }
}

/** What has to travel for the state of all seats: the server's, or that of a random house. */
async function stateBytes(page: string | undefined) {
  const eventId = /\/events\/(\d+)/.exec(page ?? '')?.[1];
  const body =
    page === undefined || eventId === undefined
      ? randomState()
      : await (await fetch(new URL(`/api/v1/events/${eventId}/state`, page))).text();
  const { seatCount } = JSON.parse(body) as { seatCount: number };
  return {
    seatCount,
    plain: Buffer.byteLength(body),
    brotli: brotliCompressSync(body).length,
  };
}

/** The worst case: nothing to compress. */
function randomState(): string {
  const { seatCount } = bowl();
  const states = Array.from({ length: seatCount }, () => Math.floor(Math.random() * 4));
  const seats = encodeSeatStates(packSeatStates(states));
  return JSON.stringify({ eventId: 1_000_000, asOfSeq: 1_000_000, seatCount, seats, pools: [] });
}

async function main(): Promise<void> {
  const [given] = process.argv.slice(2);
  const folder = given === undefined ? await buildHarness() : undefined;
  const server = folder === undefined ? undefined : await serve(folder);
  const address = server?.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const url = given ?? `http://127.0.0.1:${port}/?live=50&sold=0.5`;
  const executablePath = browsers.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium was found');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage({
      viewport: VIEW,
      deviceScaleFactor: DENSITY,
      hasTouch: true,
      isMobile: true,
    });
    await page.goto(url);
    await page.locator('.seat-map-sheet canvas').first().waitFor({ state: 'attached' });
    const cdp = await page.context().newCDPSession(page);
    console.log(
      `${url}\n${VIEW.width} x ${VIEW.height} at ${DENSITY}x, processor ${THROTTLE}x slower`,
    );
    // Frames are only as good as the machine was free: say how free it was.
    console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
    await measure(page, cdp);
    await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('Performance.enable');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
    const { seatCount, plain, brotli } = await stateBytes(given);
    console.log(`heap of the page      ${(heap / 2 ** 20).toFixed(1)} MiB`);
    console.log(`state of ${seatCount} seats  ${plain} bytes as JSON (${brotli} with brotli)`);
  } finally {
    await browser.close();
    server?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

await main();
