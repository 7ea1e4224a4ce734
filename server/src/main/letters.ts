/** Letters in a process: what a worker runs to write and send them. */
import { createPlanShelf } from '../catalog/read-plan.ts';
import { createComposer } from '../letters/compose.ts';
import { letterJobs } from '../letters/jobs.ts';
import type { Loop } from '../ops/loop.ts';
import { createPlaceLabels } from '../tickets/place-labels.ts';
import { jobLoops } from './background.ts';
import type { Context } from './context.ts';
import { readersOf } from './documents.ts';
import { guestLinkDoors } from './guest-links.ts';
import { siteUrlOf } from './site.ts';

/** The loops of a worker. */
export function letterLoops(context: Context): readonly Loop[] {
  const { db, book, clock, metrics, mailer, pdf, config, log, inventory, identity } = context;
  const siteUrl = siteUrlOf(config);
  const { findSubject } = guestLinkDoors(db);
  const labels = createPlaceLabels(createPlanShelf(db));
  const jobs = letterJobs(
    {
      db,
      clock,
      metrics,
      mailer,
      siteUrl,
      retentionMs: config.retention.lettersMs,
      depth: () => inventory.depth(),
      compose: createComposer({
        db,
        book,
        clock,
        labels,
        pdf,
        siteUrl,
        guestLinks: identity.guestLinks,
        ownerOf: async (subject) => (await findSubject(subject))?.owner,
        readers: readersOf(context),
      }),
      // An address may be in what a mail server says: it stays out of the log.
      onTrouble: (error, { id, kind }) =>
        log.warn(
          { letter: id, kind, problem: error instanceof Error ? error.message : 'unknown' },
          'A letter could not be sent.',
        ),
    },
    () => loops.find(({ name }) => name === 'letters send')?.wake(),
  );
  const loops = jobLoops(log, jobs);
  return loops;
}
