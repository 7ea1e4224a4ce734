/** The thread that builds the index of a large seating plan: takes the plan's JSON, posts the index. */
import { parentPort, workerData } from 'node:worker_threads';
import { buildSeatIndex } from './model/choose/seat-index.ts';

// A thread has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(buildSeatIndex(JSON.parse(String(workerData))));
