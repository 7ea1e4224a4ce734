/**
 * What has been typed and chosen and is not yet said to the server: kept for this tab, so that neither
 * a reload nor the way back loses it. Storage may be switched off: then it lasts as long as the page.
 */
import { useCallback, useState } from 'react';

const memory = new Map<string, string>();
const name = (key: string): string => `onsale:${key}`;

function readText(key: string): string | null {
  try {
    return sessionStorage.getItem(name(key)) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

/** @param fits whether what was stored, perhaps by an older release, is what we expect */
export function readStored<Value>(key: string, fits: (value: unknown) => value is Value) {
  const text = readText(key);
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return fits(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function writeStored(key: string, value: unknown): void {
  const text = value === undefined ? undefined : JSON.stringify(value);
  if (text === undefined) memory.delete(key);
  else memory.set(key, text);
  try {
    if (text === undefined) sessionStorage.removeItem(name(key));
    else sessionStorage.setItem(name(key), text);
  } catch {
    // The copy in memory has to do.
  }
}

/** Forgets everything: what was typed belongs to whoever has just signed out. */
export function clearStored(): void {
  memory.clear();
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(name(''))) sessionStorage.removeItem(key);
    }
  } catch {
    // There is no storage to clear.
  }
}

/** Like `useState`, kept under a key. The key of a component does not change. */
export function useStored<Value>(
  key: string,
  initial: Value,
  fits: (value: unknown) => value is Value,
): readonly [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => readStored(key, fits) ?? initial);
  const store = useCallback(
    (next: Value): void => {
      writeStored(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, store];
}

export const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => Number.isSafeInteger(one));

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
