/**
 * Between two parts of long work on the page's thread: whatever waits comes first, a press or a frame.
 * https://developer.mozilla.org/en-US/docs/Web/API/Scheduler/yield
 */
import { pause } from './pause.ts';

type Yielding = { readonly scheduler?: { readonly yield?: () => Promise<void> } };

export function breathe(): Promise<void> {
  const { scheduler } = globalThis as Yielding;
  return scheduler?.yield?.() ?? pause(0);
}
