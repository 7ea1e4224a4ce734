/** `npm start`: builds the web app if it has changed, then runs the server in this same process. */
import { ensureWeb } from './web-build.ts';

try {
  await ensureWeb((line) => process.stderr.write(`${line}\n`));
} catch (error) {
  // The server is worth starting without its pages; it says so.
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The web app could not be built: ${reason}\n`);
}
await import('../server/src/main/server.ts');
