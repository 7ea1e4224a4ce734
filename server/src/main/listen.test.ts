/** Which port is taken: the one that was asked for, or the next free one. */
import { expect, it } from 'vitest';
import { StartupError } from '../postgres/startup-error.ts';
import { onFreePort } from './listen.ts';

const taken = (): Error => Object.assign(new Error('taken'), { code: 'EADDRINUSE' });
/** A machine on which these ports are taken; remembers what was tried. */
function machine(isTaken: (port: number) => boolean) {
  const tried: number[] = [];
  const listen = (port: number): Promise<number> => {
    tried.push(port);
    return isTaken(port) ? Promise.reject(taken()) : Promise.resolve(port);
  };
  return { tried, listen };
}

it('the next free one is used when none was asked for', async () => {
  const { tried, listen } = machine((port) => port < 8083);
  expect(await onFreePort({ port: 8080, portExplicit: false }, 'PORT', listen)).toBe(8083);
  expect(tried).toEqual([8080, 8081, 8082, 8083]);
});

it('one that was asked for is the only one that is tried', async () => {
  const { tried, listen } = machine(() => true);
  const wish = { port: 9000, portExplicit: true };
  await expect(onFreePort(wish, 'METRICS_PORT', listen)).rejects.toThrow(
    new StartupError('Port 9000 is taken. Choose another one with METRICS_PORT.'),
  );
  expect(tried).toEqual([9000]);
});

it('the search ends after a hundred ports', async () => {
  const { tried, listen } = machine(() => true);
  await expect(onFreePort({ port: 8080, portExplicit: false }, 'PORT', listen)).rejects.toThrow(
    new StartupError('No port from 8080 to 8180 is free. Choose one with PORT.'),
  );
  expect(tried).toHaveLength(101);
});

it('another error is not a matter of ports', async () => {
  const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
  const listen = (): Promise<number> => Promise.reject(denied);
  await expect(onFreePort({ port: 80, portExplicit: false }, 'PORT', listen)).rejects.toBe(denied);
});
