/**
 * A database for a command-line tool: the server named by DATABASE_URL, else the embedded one that
 * runs already, else the embedded one started for as long as the tool needs it.
 */
import { findRunning, startEmbedded } from './embedded.ts';

export type Attached = {
  readonly url: string;
  readonly source: 'external' | 'running' | 'started';
  close(): Promise<void>;
};

export type AttachOptions = {
  /** DATABASE_URL, when set. */
  readonly url?: string | undefined;
  readonly dataDir: string;
  readonly log: (line: string) => void;
};

const nothingToClose = (): Promise<void> => Promise.resolve();

/** Throws a StartupError when the embedded PostgreSQL cannot be started. */
export async function attachDatabase(options: AttachOptions): Promise<Attached> {
  if (options.url !== undefined) {
    return { url: options.url, source: 'external', close: nothingToClose };
  }
  const running = findRunning(options.dataDir);
  if (running !== undefined) return { url: running.url, source: 'running', close: nothingToClose };
  const embedded = await startEmbedded(options);
  return { url: embedded.url, source: 'started', close: () => embedded.stop() };
}
