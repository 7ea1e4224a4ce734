/** A rush of sign-ins: a few hashes at a time, the rest in line, the line bounded. */
import { expect, it } from 'vitest';
import { createPasswords, PasswordsBusy } from './password-queue.ts';

function setUp(waitingMax: number) {
  const ends: (() => void)[] = [];
  const seen = { now: 0, most: 0 };
  const passwords = createPasswords({
    hashesMax: 2,
    waitingMax,
    hash: async (password) => {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      await new Promise<void>((resolve) => ends.push(resolve));
      seen.now -= 1;
      if (password === 'bad') throw new Error('no');
      return `hash of ${password}`;
    },
    verify: () => Promise.resolve(true),
  });
  return { passwords, ends, seen };
}

it('hashes two at a time, in order, and lets the next one in after each', async () => {
  const { passwords, ends, seen } = setUp(5);
  const done: string[] = [];
  const all = ['a', 'b', 'bad', 'd', 'e'].map(async (password) => {
    done.push(await passwords.hash(password).catch(() => 'failed'));
  });
  expect(passwords.depth()).toBe(5);
  while (done.length < 5) {
    ends.shift()?.();
    await Promise.resolve();
  }
  await Promise.all(all);
  expect(done).toEqual(['hash of a', 'hash of b', 'failed', 'hash of d', 'hash of e']);
  expect(seen.most).toBe(2);
  expect([passwords.depth(), passwords.isFull()]).toEqual([0, false]);
});

it('sends away whoever would wait too long', async () => {
  const { passwords, ends } = setUp(1);
  const under = ['a', 'b', 'c', 'd'].map((password) => passwords.hash(password));
  expect(passwords.isFull()).toBe(true);
  await expect(passwords.hash('e')).rejects.toThrow(PasswordsBusy);
  await expect(passwords.verify({ hash: 'x', password: 'e' })).rejects.toThrow(PasswordsBusy);
  while (passwords.depth() > 0) {
    ends.shift()?.();
    await Promise.resolve();
  }
  await Promise.all(under);
  expect(await passwords.verify({ hash: 'x', password: 'e' })).toBe(true);
});

it('is the library’s own hash: salted, and good for its password only', async () => {
  const passwords = createPasswords({ hashesMax: 2 });
  const [one, two] = await Promise.all([passwords.hash('비밀번호'), passwords.hash('비밀번호')]);
  expect(one).not.toBe(two);
  expect(await passwords.verify({ hash: one, password: '비밀번호' })).toBe(true);
  expect(await passwords.verify({ hash: one, password: '비밀번호.' })).toBe(false);
});
