/**
 * A house as simple as can be: reservations in a list, and everything else worked out from them when it
 * is asked for. It shares no code and no structure with the engine that it is compared with.
 */

export type Places = { readonly seats: readonly number[] } | { readonly units: number };
export type Life = 'PENDING' | 'CONFIRMED' | 'EXPIRED' | 'CANCELLED';

export type Booking = {
  readonly id: string;
  buyer: string;
  readonly places: Places;
  life: Life;
  extended: boolean;
  /** How long it runs, in minutes from when it was last told so. */
  minutes: number;
  /** Larger is later; undefined while the hold is alive. */
  lapsedAt: number | undefined;
};

/** What an operation answers: a word of the error table, 'done' or 'repeated'. */
export type Verdict = string;

const HOLD_MINUTES = 10;
const EXTENSION_MINUTES = 5;

export const sizeOf = (places: Places): number =>
  'seats' in places ? places.seats.length : places.units;
const same = (a: Places, b: Places): boolean => JSON.stringify(a) === JSON.stringify(b);

export class House {
  readonly bookings: Booking[] = [];
  readonly blockedSeats = new Set<number>();
  readonly seatCount: number;
  readonly limit: number | undefined;
  capacity: number;
  blockedUnits = 0;
  #lapses = 0;

  constructor(seatCount: number, capacity: number, limit: number | undefined) {
    this.seatCount = seatCount;
    this.capacity = capacity;
    this.limit = limit;
  }

  find(id: string): Booking | undefined {
    return this.bookings.find((one) => one.id === id);
  }

  /** Those that have places: sold, held, or lapsed without anybody having noticed. */
  having(): Booking[] {
    return this.bookings.filter((one) => one.life === 'PENDING' || one.life === 'CONFIRMED');
  }

  holderOf(seat: number): Booking | undefined {
    return this.having().find((one) => 'seats' in one.places && one.places.seats.includes(seat));
  }

  unitsOf(life: Life): number {
    const inPool = this.bookings.filter((one) => one.life === life && 'units' in one.places);
    return inPool.reduce((sum, one) => sum + sizeOf(one.places), 0);
  }

  unitsLeft(): number {
    return this.capacity - this.blockedUnits - this.unitsOf('PENDING') - this.unitsOf('CONFIRMED');
  }

  /** Tickets of a buyer; with `lapsed` also those of lapsed holds. */
  ticketsOf(buyer: string, lapsed: boolean): number {
    const own = this.having().filter((one) => one.buyer === buyer);
    const counted = own.filter((one) => lapsed || one.lapsedAt === undefined);
    return counted.reduce((sum, one) => sum + sizeOf(one.places), 0);
  }

  #lapsedUnits(): Booking[] {
    return this.having()
      .filter((one) => one.lapsedAt !== undefined && 'units' in one.places)
      .sort((a, b) => (a.lapsedAt ?? 0) - (b.lapsedAt ?? 0));
  }

  /** Undefined when these places can be had, by ending lapsed holds if need be. */
  #inTheWay(places: Places): Verdict | undefined {
    if ('units' in places) {
      const lapsed = this.#lapsedUnits().reduce((sum, one) => sum + sizeOf(one.places), 0);
      return places.units > this.unitsLeft() + lapsed ? 'sold_out' : undefined;
    }
    if (places.seats.some((seat) => seat >= this.seatCount)) return 'unknown_seats';
    const taken = places.seats.some((seat) => {
      const holder = this.holderOf(seat);
      return this.blockedSeats.has(seat) || (holder && holder.lapsedAt === undefined);
    });
    return taken ? 'seats_unavailable' : undefined;
  }

  #clear(places: Places): void {
    if ('seats' in places) {
      for (const seat of places.seats) this.#end(this.holderOf(seat));
    } else {
      for (const one of this.#lapsedUnits()) if (this.unitsLeft() < places.units) this.#end(one);
    }
  }

  #end(booking: Booking | undefined): void {
    if (booking !== undefined) booking.life = 'EXPIRED';
  }

  place(wish: Pick<Booking, 'id' | 'buyer' | 'places'>, confirm: boolean): Verdict {
    const known = this.find(wish.id);
    if (known !== undefined) {
      if (known.buyer !== wish.buyer) return 'id_conflict';
      return same(known.places, wish.places) ? 'repeated' : 'idempotency_mismatch';
    }
    const refusal = this.#inTheWay(wish.places);
    if (refusal !== undefined) return refusal;
    const { limit } = this;
    const size = sizeOf(wish.places);
    if (limit !== undefined && this.ticketsOf(wish.buyer, false) + size > limit) {
      return 'limit_reached';
    }
    if (limit !== undefined) {
      const own = this.having().filter((one) => one.buyer === wish.buyer);
      for (const one of own) if (one.lapsedAt !== undefined) this.#end(one);
    }
    this.#clear(wish.places);
    const life = confirm ? 'CONFIRMED' : 'PENDING';
    this.bookings.push({
      ...wish,
      life,
      extended: false,
      minutes: HOLD_MINUTES,
      lapsedAt: undefined,
    });
    return 'done';
  }

  confirm(id: string): Verdict {
    const booking = this.find(id);
    if (booking === undefined) return 'reservation_not_found';
    if (booking.life === 'CONFIRMED') return 'repeated';
    if (booking.life === 'CANCELLED') return 'invalid_transition';
    if (booking.life === 'EXPIRED') {
      // Late: what the buyer has counts in full, lapsed or not.
      const tickets = this.ticketsOf(booking.buyer, true) + sizeOf(booking.places);
      if (this.limit !== undefined && tickets > this.limit) return 'limit_reached';
      if (this.#inTheWay(booking.places) !== undefined) return 'hold_expired';
      this.#clear(booking.places);
    }
    booking.life = 'CONFIRMED';
    booking.lapsedAt = undefined;
    return 'done';
  }

  extend(id: string): Verdict {
    const booking = this.find(id);
    if (booking === undefined) return 'reservation_not_found';
    if (booking.life === 'CONFIRMED' || booking.life === 'CANCELLED') return 'invalid_transition';
    if (booking.life === 'EXPIRED' || booking.lapsedAt !== undefined) return 'hold_expired';
    if (booking.extended) return 'already_extended';
    booking.extended = true;
    booking.minutes += EXTENSION_MINUTES;
    return 'done';
  }

  /** Runs at least `minutes` from now; a moment has passed since anybody said so before. */
  secure(id: string, minutes: number): Verdict {
    const booking = this.find(id);
    if (booking === undefined) return 'reservation_not_found';
    if (booking.life === 'CONFIRMED' || booking.life === 'CANCELLED') return 'invalid_transition';
    if (booking.life === 'EXPIRED' || booking.lapsedAt !== undefined) return 'hold_expired';
    if (booking.minutes > minutes) return 'repeated';
    booking.minutes = minutes;
    return 'done';
  }

  adopt(id: string, from: string, to: string): Verdict {
    const booking = this.find(id);
    if (booking?.buyer === to) return 'repeated';
    if (booking?.buyer !== from) return 'reservation_not_found';
    const isLapsed = booking.lapsedAt !== undefined;
    if (booking.life === 'PENDING' && !isLapsed && this.limit !== undefined) {
      const tickets = this.ticketsOf(to, false) + sizeOf(booking.places);
      if (tickets > this.limit) return 'limit_reached';
      const own = this.having().filter((one) => one.buyer === to);
      for (const one of own) if (one.lapsedAt !== undefined) this.#end(one);
    }
    if (booking.life === 'PENDING' && isLapsed) this.#end(booking);
    booking.buyer = to;
    return 'done';
  }

  cancel(id: string): Verdict {
    const booking = this.find(id);
    if (booking === undefined) return 'reservation_not_found';
    if (booking.life === 'EXPIRED' || booking.life === 'CANCELLED') return 'repeated';
    const isLapsed = booking.life === 'PENDING' && booking.lapsedAt !== undefined;
    booking.life = isLapsed ? 'EXPIRED' : 'CANCELLED';
    return 'done';
  }

  expire(id: string): Verdict {
    const booking = this.find(id);
    if (booking === undefined) return 'reservation_not_found';
    if (booking.life !== 'PENDING' || booking.lapsedAt === undefined) return 'repeated';
    this.#end(booking);
    return 'done';
  }

  /** Its time is over. Answers which lapse it is, from 1, or undefined when it is no living hold. */
  lapse(id: string): number | undefined {
    const booking = this.find(id);
    if (booking?.life !== 'PENDING' || booking.lapsedAt !== undefined) return undefined;
    this.#lapses += 1;
    booking.lapsedAt = this.#lapses;
    return this.#lapses;
  }

  block(places: Places): Verdict {
    if ('units' in places) {
      const refusal = this.#inTheWay(places);
      if (refusal !== undefined) return refusal;
      this.#clear(places);
      this.blockedUnits += places.units;
      return 'done';
    }
    const fresh = { seats: places.seats.filter((seat) => !this.blockedSeats.has(seat)) };
    const refusal = this.#inTheWay(fresh);
    if (refusal !== undefined) return refusal;
    this.#clear(fresh);
    for (const seat of fresh.seats) this.blockedSeats.add(seat);
    return fresh.seats.length > 0 ? 'done' : 'repeated';
  }

  unblock(places: Places): Verdict {
    if ('units' in places) {
      if (places.units > this.blockedUnits) return 'invalid_transition';
      this.blockedUnits -= places.units;
      return 'done';
    }
    if (places.seats.some((seat) => seat >= this.seatCount)) return 'unknown_seats';
    if (places.seats.some((seat) => this.holderOf(seat) !== undefined)) return 'seats_unavailable';
    const freed = places.seats.filter((seat) => this.blockedSeats.delete(seat));
    return freed.length > 0 ? 'done' : 'repeated';
  }

  resize(capacity: number): Verdict {
    if (capacity < this.capacity - this.unitsLeft()) return 'capacity_below_sold';
    if (capacity === this.capacity) return 'repeated';
    this.capacity = capacity;
    return 'done';
  }
}
