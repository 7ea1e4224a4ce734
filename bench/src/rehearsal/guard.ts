/**
 * What keeps a rehearsal off real sales. It loads nothing but events that the server itself calls
 * rehearsals, and there is no option that changes that; and it sends keys and cookies in the clear only
 * to this machine, unless it was told to. Pure.
 */
import type { ProductEvent } from '@onsale/contract/product.ts';

export class Refused extends Error {}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export const isLoopback = (url: URL): boolean => LOOPBACK.test(url.hostname);

/** Throws a Refused when the address is not one to send load and keys to. */
export function guardAddress(url: URL, allowHttp: boolean): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Refused(`${url.protocol} is not a protocol of the web`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refused('an address with a password in it ends up in logs: leave it out');
  }
  if (url.protocol === 'http:' && !isLoopback(url) && !allowHttp) {
    throw new Refused(
      `${url.host} is another machine, and http sends keys and cookies in the clear: use https, or ` +
        'say --allow-http',
    );
  }
}

/** Throws a Refused unless the server says that this is a rehearsal; of `of`, when that is given. */
export function guardEvent(event: ProductEvent, of?: number): ProductEvent {
  const { id, rehearsalOf } = event;
  if (typeof rehearsalOf !== 'number' || rehearsalOf === id) {
    throw new Refused(`event ${id} is a real event: it is never loaded`);
  }
  if (of !== undefined && rehearsalOf !== of) {
    throw new Refused(`event ${id} rehearses event ${rehearsalOf}, not ${of}`);
  }
  return event;
}
