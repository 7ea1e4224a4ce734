/**
 * People in a real browser, on a phone with a slow connection, in the middle of a crowd: they stand in
 * line, choose seats that everybody wants, lose them to somebody faster, take the ones that are
 * held for them instead, and pay.
 */
import type { InventoryState } from '@onsale/contract/product.ts';
import { decodeSeatStates, seatStates, unpackSeatStates } from '@onsale/contract/seat-state.ts';
import { findSeat, textIn } from '@onsale/contract/seating-plan-places.ts';
import type { SeatingPlan } from '@onsale/contract/seating-plan.ts';
import type { Browser, Page } from 'playwright-core';
import { assert } from '../../src/lib/assert.ts';
import * as office from '../browser/box-office.ts';
import { launchBrowser, phone, visit } from '../browser/browser.ts';
import { waitFor } from '../support/wait-for.ts';

/** The line may be long. */
const TURN_MAX_MS = 8 * 60_000;
const RACE_MAX_MS = 2 * 60_000;
const STEP_MAX_MS = 3_000;
const HEAD_START_SEATS = 24;
/** "Fast 3G" of the developer tools. */
const slow = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1_048_576) / 8,
  uploadThroughput: (0.75 * 1_048_576) / 8,
} as const;

/**
 * What each of them has lived through, a line each. Where they stand in line is drawn by lot, and who comes
 * last finds nobody to race with: one who has lost and bought all the same is what has to be shown.
 */
export async function buyInBrowsers(
  site: string,
  eventId: number,
  count: number,
): Promise<readonly string[]> {
  const browser = await launchBrowser();
  try {
    const all = Array.from({ length: count }, (_, at) => buy(browser, site, eventId, at + 1));
    const lived = await Promise.allSettled(all);
    if (lived.every(({ status }) => status === 'rejected')) await Promise.any(all);
    return lived.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)));
  } finally {
    await browser.close();
  }
}

/** A failure leaves a picture of what they saw. */
async function buy(browser: Browser, site: string, eventId: number, who: number): Promise<string> {
  const room = `${site.replace(/\/$/, '')}/events/${eventId}/queue`;
  const { page, complaints, close } = await visit(browser, room, { ...phone, locale: 'en-GB' });
  try {
    const told = await live(page, eventId);
    const mistakes = office.mistakes(complaints);
    assert(mistakes.length === 0, `the browser complained: ${mistakes.join('; ')}`);
    return `browser ${who}: ${told}`;
  } catch (error) {
    await page.screenshot({ path: `on-sale-browser-${who}.png` }).catch(() => undefined);
    throw error;
  } finally {
    await close();
  }
}

async function live(page: Page, eventId: number): Promise<string> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', slow);
  await button(page, 'Take a place').click({ timeout: TURN_MAX_MS });
  await page.getByRole('link', { name: 'Come in' }).click({ timeout: TURN_MAX_MS });
  const lost = await loseRace(page, eventId);
  await button(page, 'Take these').click();
  await office.payWith(page, 'Works');
  await office.heading(page, 'You’re going!').waitFor({ timeout: RACE_MAX_MS });
  const [order] = await office.ordersOf(page);
  assert(order?.status === 'complete', 'the order in the browser is not complete');
  const seats = order.lines.map(({ seat }) => seat);
  assert(!seats.some((seat) => seat !== undefined && lost.includes(seat)), 'a lost seat was sold');
  return `lost seats ${lost.join(', ')}, bought ${seats.join(', ')} instead`;
}

/**
 * Chooses what many want and asks for it over a connection that takes so long that somebody of the crowd
 * has it by then. Answers which seats were lost, with the page offering others.
 */
async function loseRace(page: Page, eventId: number): Promise<readonly number[]> {
  const wanted = await chooseWanted(page, eventId);
  const isHold = (url: URL): boolean => url.pathname.endsWith(`/events/${eventId}/reservations`);
  const race: { over?: Promise<readonly number[]> } = {};
  await page.route(isHold, async (route) => {
    race.over ??= untilTaken(page, eventId, wanted);
    await race.over.catch(() => []);
    // The page may have given this attempt up, and repeats it.
    await route.continue().catch(() => {});
  });
  await office.hold(page);
  const offered = page.getByRole('dialog', { name: 'Somebody was faster' });
  await offered.waitFor({ timeout: RACE_MAX_MS });
  await page.unroute(isHold);
  return (await race.over) ?? [];
}

/**
 * A little after the longest stretch of taken seats: everybody who looks there comes to it soon, though
 * not before a person has found it in the list.
 */
async function chooseWanted(page: Page, eventId: number): Promise<readonly number[]> {
  const plan = (await read(page, eventId, 'seating-plan')) as SeatingPlan;
  return waitFor(
    'seats to choose',
    async () => {
      const states = await statesOf(page, eventId);
      let [run, best] = [0, { run: -1, seat: 0 }];
      for (const [seat, state] of states.entries()) {
        if (state !== seatStates.AVAILABLE) run += 1;
        else {
          if (run > best.run) best = { run, seat };
          run = 0;
        }
      }
      const free = states.findIndex(
        (state, seat) => seat >= best.seat + HEAD_START_SEATS && state === seatStates.AVAILABLE,
      );
      await chooseFromList(page, plan, free < 0 ? best.seat : free);
      const chosen = await office.chosenSeats(page, eventId);
      return chosen.length > 0 ? chosen : undefined;
    },
    RACE_MAX_MS,
  );
}

/** As somebody does who does not use the map: section, row, seat. */
async function chooseFromList(page: Page, plan: SeatingPlan, seat: number): Promise<void> {
  const place = findSeat(plan, seat);
  assert(place !== undefined, `the hall has no seat ${seat}`);
  const names = [place.level, place.section].map(({ label }) => textIn(label, 'en'));
  const [level = '', section = ''] = names;
  const steps = [
    section.startsWith(level) ? section : `${level}, ${section}`,
    `Row ${place.row.label}`,
    `Seat ${place.seatLabel}`,
  ];
  if (await button(page, 'Show the map').isVisible()) await button(page, 'Show the map').click();
  await button(page, 'Choose from a list').click();
  for (const name of steps) {
    const entry = page.locator('.seat-map-list li button', {
      has: page.locator(`strong:text-is("${name}")`),
    });
    // Each step follows from the one before.
    // oxlint-disable-next-line no-await-in-loop
    await entry.first().click({ timeout: STEP_MAX_MS });
  }
}

/** Which of these seats somebody else has; waits until there is one. */
async function untilTaken(
  page: Page,
  eventId: number,
  seats: readonly number[],
): Promise<readonly number[]> {
  const taken = async (): Promise<readonly number[] | undefined> => {
    const states = await statesOf(page, eventId);
    const gone = seats.filter((seat) => states[seat] !== seatStates.AVAILABLE);
    return gone.length > 0 ? gone : undefined;
  };
  return waitFor('somebody faster', taken, RACE_MAX_MS);
}

async function statesOf(page: Page, eventId: number): Promise<Uint8Array> {
  const { seats, seatCount } = (await read(page, eventId, 'state')) as InventoryState;
  return unpackSeatStates(decodeSeatStates(seats, seatCount), seatCount);
}

async function read(page: Page, eventId: number, what: string): Promise<unknown> {
  const url = new URL(`/api/v1/events/${eventId}/${what}`, page.url()).href;
  return (await page.request.get(url)).json();
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
