/** Texts come for one language, when they are needed, and the language changes when they are there. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../language/language.ts';
import { createTextStore, type TextPart } from './text-store.ts';

function open(language: Language = 'ko') {
  const asked: string[] = [];
  const answers = new Map<string, (good: boolean) => void>();
  const store = createTextStore(language, (of, part) => {
    const name = `${of} ${part}`;
    asked.push(name);
    return new Promise((resolve, reject) => {
      answers.set(name, (good) => (good ? resolve({ [part]: name }) : reject(new Error(name))));
    });
  });
  let shown = 0;
  store.subscribe(() => void shown++);
  const answer = (of: Language, part: TextPart, good = true): void =>
    answers.get(`${of} ${part}`)?.(good);
  return { store, asked, answer, shown: () => shown };
}

describe('texts', () => {
  it('are asked for once and joined', async () => {
    const { store, asked, answer, shown } = open();
    const first = store.need('first');
    expect(store.need('first')).toBe(first);
    answer('ko', 'first');
    await first;
    expect(store.spoken()).toEqual({ language: 'ko', texts: { first: 'ko first' } });
    const rest = store.need('rest');
    answer('ko', 'rest');
    await rest;
    expect(store.spoken().texts).toEqual({ first: 'ko first', rest: 'ko rest' });
    expect([asked, shown()]).toEqual([['ko first', 'ko rest'], 2]);
  });

  it('can be asked for again when they did not come', async () => {
    const { store, answer } = open();
    const lost = store.need('first');
    answer('ko', 'first', false);
    await expect(lost).rejects.toThrow('ko first');
    const again = store.need('first');
    answer('ko', 'first');
    await again;
    expect(store.spoken().texts).toEqual({ first: 'ko first' });
  });

  it('change their language at once, with all that has been needed so far', async () => {
    const { store, answer, asked } = open();
    const first = store.need('first');
    answer('ko', 'first');
    await first;
    const chosen = store.choose('en');
    answer('en', 'first');
    // Somebody goes to another page meanwhile.
    const rest = store.need('rest');
    expect(store.spoken().language).toBe('ko');
    answer('en', 'rest');
    await Promise.all([chosen, rest]);
    expect(store.spoken()).toEqual({
      language: 'en',
      texts: { first: 'en first', rest: 'en rest' },
    });
    expect(asked).toEqual(['ko first', 'en first', 'en rest']);
  });

  it('stay in their language when the other one cannot be had', async () => {
    const { store, answer } = open();
    const first = store.need('first');
    answer('ko', 'first');
    await first;
    const chosen = store.choose('en');
    answer('en', 'first', false);
    await expect(chosen).rejects.toThrow('en first');
    expect(store.spoken().language).toBe('ko');
    const rest = store.need('rest');
    answer('ko', 'rest');
    await rest;
    expect(store.spoken().texts).toEqual({ first: 'ko first', rest: 'ko rest' });
  });
});
