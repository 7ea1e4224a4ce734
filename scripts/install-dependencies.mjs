/**
 * Installs the dependencies when they are missing or belong to another package-lock.json. What was
 * installed is remembered as the lock file's hash in a stamp; an installation made by npm itself
 * is recognised by the list npm leaves in node_modules.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** Throws an Error with a message for the user when the installation fails. */
export async function installDependencies(root) {
  const lock = readText(join(root, 'package-lock.json'));
  if (lock === undefined) throw new Error(`package-lock.json is missing in ${root}.`);
  const stamp = join(root, 'node_modules/.onsale-lock');
  const hash = createHash('sha256').update(lock).digest('hex');
  const installedList = readText(join(root, 'node_modules/.package-lock.json'));
  if (installedList !== undefined && readText(stamp) === hash) return;
  if (!matches(lock, installedList)) {
    process.stderr.write(
      installedList === undefined
        ? 'Installing dependencies (first run)...\n'
        : 'Installing dependencies (package-lock.json has changed)...\n',
    );
    await runNpm(root);
  }
  // An image without the tools is complete for production only, so it gets no stamp.
  if (inProduction()) return;
  try {
    writeFileSync(stamp, hash);
  } catch {
    // node_modules may be read-only: then the lists are compared at every start.
  }
}

/** Whether npm's list of what it installed has every package of the lock file that it must have. */
function matches(lock, installedList) {
  if (installedList === undefined) return false;
  try {
    const wanted = JSON.parse(lock).packages;
    const installed = JSON.parse(installedList).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (!path.startsWith('node_modules/')) return true;
      const found = installed[path];
      if (found === undefined) return mayBeMissing(entry);
      return found.version === entry.version && found.integrity === entry.integrity;
    });
  } catch {
    return false;
  }
}

const inProduction = () => process.env.NODE_ENV === 'production';

/** Packages for other platforms; and, in a production image, the tools of development. */
const mayBeMissing = (entry) =>
  entry.optional === true || entry.devOptional === true || (entry.dev === true && inProduction());

function runNpm(root) {
  // The npm that started us, when one did: another on the PATH may be of another version.
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') === true ? [process.execPath, [npm]] : ['npm', []];
  // Warnings would be about the system's Node.js, which runs nothing but npm and this file.
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
    child.once('error', (error) => reject(failed(error.message)));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else reject(failed(signal === null ? `exit code ${code}` : signal));
    });
  });
}

const failed = (reason) =>
  new Error(
    `Installing the dependencies failed (${reason}); what npm says is above. ` +
      'Check the connection to the npm registry, then run "npm ci" and start again.',
  );

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
