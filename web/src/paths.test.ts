/** Addresses, and that nobody is sent to another site after signing in. */
import { matchRoutes } from 'react-router';
import { describe, expect, it } from 'vitest';
import { paths, returnPath } from './paths.ts';
import { routePaths } from './routes.tsx';

it('every address that is built is a route', () => {
  const built = [
    paths.home(),
    paths.event(1),
    paths.seats(1),
    paths.checkout(1),
    paths.checkout(1, 'a'),
    paths.order(1, 'a'),
    paths.tickets(),
    paths.ticket(1, 'a'),
    paths.signIn('/events/1'),
    paths.signUp(),
    paths.account(),
    paths.design(),
  ];
  const routes = routePaths.map((path) => ({ path }));
  expect(built.filter((path) => matchRoutes(routes, path.split('?')[0] ?? '') === null)).toEqual(
    [],
  );
});

describe('returnPath', () => {
  it.each(['/events/1/seats', '/tickets', '/events/1?tier=R#map'])('goes to %s', (path) => {
    expect(returnPath(new URL(paths.signIn(path), 'http://x').searchParams)).toBe(path);
  });
  it.each(['https://evil.example', '//evil.example', String.raw`/\evil.example`, '/\t/evil', ''])(
    'does not go to %j',
    (wanted) => {
      expect(returnPath(new URLSearchParams({ return: wanted }))).toBe('/');
    },
  );
});
