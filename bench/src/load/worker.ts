/** The process of the load generator: takes one load spec at a time from its parent. */
import type { LoadSpec, WorkerMessage } from './plan.ts';
import { runLoad } from './run-load.ts';

const tell = (message: WorkerMessage): void => {
  process.send?.(message);
};

process.on('message', (spec: LoadSpec) => {
  runLoad(spec, {
    windowStarted: () => tell({ type: 'windowStarted' }),
    windowEnded: () => tell({ type: 'windowEnded' }),
  }).then(
    (result) => tell({ type: 'result', result }),
    (error: unknown) => tell({ type: 'failed', message: String(error) }),
  );
});
// A worker must not outlive the bench.
process.on('disconnect', () => process.exit(0));
tell({ type: 'ready' });
