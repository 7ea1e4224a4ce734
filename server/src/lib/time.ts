/**
 * Zone-less local date-times (`YYYY-MM-DDTHH:mm:ss`) to and from instants, in an IANA zone. Every
 * booking of the partner API formats one, so offsets are remembered: asking Intl each time costs
 * ten times as much as the rest of it.
 */

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/;

// All zones of the present change their offset at a multiple of 15 minutes.
const SLOT_MS = 900_000;
const SLOTS_MAX = 4_096;

type Zone = { readonly format: Intl.DateTimeFormat; readonly offsetMs: Map<number, number> };

const zones = new Map<string, Zone>();

/** Throws a RangeError when the runtime does not know the zone. */
function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const zone = { format, offsetMs: new Map<number, number>() };
  zones.set(name, zone);
  return zone;
}

export function isKnownZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds to add to UTC to get the wall clock of the zone at this instant. */
function offsetAt(zone: Zone, epochMs: number): number {
  const slot = Math.floor(epochMs / SLOT_MS);
  const known = zone.offsetMs.get(slot);
  if (known !== undefined) return known;
  const slotStartMs = slot * SLOT_MS;
  const parts: Record<string, number> = {};
  for (const part of zone.format.formatToParts(slotStartMs)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - slotStartMs;
  if (zone.offsetMs.size >= SLOTS_MAX) zone.offsetMs.clear();
  zone.offsetMs.set(slot, offset);
  return offset;
}

// Bookings come by the thousand in one second of one zone.
let last = { second: Number.NaN, zone: '', text: '' };

/**
 * The wall clock of `zone` at an instant (milliseconds since the epoch), rounded down to seconds.
 */
export function formatLocal(epochMs: number, zone: string): string {
  const second = Math.floor(epochMs / 1_000);
  if (second === last.second && zone === last.zone) return last.text;
  const wall = new Date(epochMs + offsetAt(zoneOf(zone), epochMs));
  last = { second, zone, text: wall.toISOString().slice(0, 19) };
  return last.text;
}

/**
 * The instant (milliseconds since the epoch) of a wall-clock time in `zone`, or undefined when the
 * text is not a date of the calendar. Of a time that a change of clocks shows twice the first is
 * meant; one that it skips is moved ahead by as much as the clocks were.
 */
export function parseLocal(text: string, zone: string): number | undefined {
  const match = LOCAL.exec(text);
  if (match === null) return undefined;
  // Years before 1900 are typing errors, and JavaScript's calendar has traps there.
  if (Number(match[1]) < 1900) return undefined;
  const wallMs = Date.parse(`${text}Z`);
  // The calendar check: 2025-02-30 and 24:00:00 either fail to parse or come back different.
  if (Number.isNaN(wallMs) || new Date(wallMs).toISOString().slice(0, 19) !== text)
    return undefined;
  const known = zoneOf(zone);
  const before = offsetAt(known, wallMs - 86_400_000);
  const after = offsetAt(known, wallMs + 86_400_000);
  const candidates = [wallMs - before, wallMs - after].filter(
    (instant) => instant + offsetAt(known, instant) === wallMs,
  );
  return candidates.length > 0 ? Math.min(...candidates) : wallMs - before;
}
