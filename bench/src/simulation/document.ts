/** The text of docs/simulation.md around the figures of the runs. */
import { queuePoll } from '@onsale/contract/queue-poll.ts';
import { law } from '@onsale/server/src/queue/model/controller.ts';
import { assumptions, machine, meanParty, settings } from './assumptions.ts';
import type { ComparisonName } from './comparisons.ts';
import type { RunResult } from './result.ts';
import { scenarioDefaults } from './scenario.ts';
import { simulate } from './simulate.ts';
import { lawTable, loadTable, markdownOf, minutes, outcomeTable, statusTable } from './tables.ts';

/** Raised when a change of the simulation changes its figures. */
export const simulationVersion = 1;

/** By which a test finds out that the document is stale: a small run gives other figures by now. */
export function stamp(seed: number): string {
  const small = simulate({ ...scenarioDefaults, seed, waiters: 2_000, seats: 200, activeMax: 40 });
  const figures = [small.called, small.admitted, small.buyers, small.tally.sum('cdn')].join('/');
  const command = 'npm run simulate -- --all --write-docs';
  return `<!-- simulation v${simulationVersion}, seed ${seed}, small run ${figures}: ${command} -->`;
}

export function documentOf(
  runs: Readonly<Record<ComparisonName, readonly RunResult[]>>,
  million: RunResult,
  seed: number,
): string {
  const { activeMax, perMinuteMax, noShow, maxMinutes } = scenarioDefaults;
  const { floorMs, ceilingMs, divisor, jitter } = queuePoll;
  return `# A million waiters, on paper

${stamp(seed)}

A discrete-event simulation of an on-sale, second by second: people arrive, join, wait, ask for the status, are
called, knock, look, meet conflicts, hold, pay or fail to, leave. It runs the product's own rate controller
(\`server/src/queue/model/controller.ts\`) and polling law (\`contract/src/queue-poll.ts\`); people and machines are
**assumed**, by the numbers at the end. Nothing here was measured on a network; what was measured stands in
[ARCHITECTURE.md](../ARCHITECTURE.md). The same seed gives the same figures.

    npm run simulate -- --waiters 1000000 --seats 50000 --cap 5000

## One sale to a million

1,000,000 people, 50,000 places, ${activeMax.toLocaleString('en')} buying at the same time, at most
${perMinuteMax.toLocaleString('en')} called a minute, ${noShow * 100} % gone when it opens. 95 % of the places
are taken after ${minutes(million.mostTakenS)}, all are sold after ${minutes(million.soldOutS)}: the rest is what
lapses (holds last ${settings.holdMs / 60_000} minutes) and is sold again. ${million.called.toLocaleString('en')} people
are called, ${million.admitted.toLocaleString('en')} come, ${million.buyers.toLocaleString('en')} buy. The end of a sale is a
matter of a few carts, so "all sold" moves by ten minutes from seed to seed; "95 % taken" by about one.

![Free, held and sold places, and people inside](images/simulation-sale.svg)

${markdownOf(loadTable(million))}

A purchase has many short transactions that are not grouped (${machine.transactionsPerPurchase} assumed); joins,
knocks and holds go in groups, of which one is under way at a time (${machine.commitMs} ms each assumed).

## What waiting costs the origin

Behind a cache that keeps the status for a second, the origin is asked once a second by every point of the
cache that has anybody to serve, however many wait.

![Status requests at cache and origin](images/simulation-status.svg)

${markdownOf(statusTable(runs.cache))}

With 100 points, by the number of waiters (a crowd that is smaller than the points does not wake them all):

${markdownOf(statusTable(runs.sizes))}

![Status requests at the origin by number of waiters](images/simulation-origin.svg)

## The controller against simpler rules

100,000 waiters, 5,000 places, room for 500.

${markdownOf(outcomeTable(runs.policies))}

*Met a full room*: of those who knocked. *Found nothing*: of those let in, who wanted something and never held
anything. *Slots idle*: the mean, from a minute on until 95 % are taken, while people wait. A fixed rate can be
guessed well only by somebody who knows how long people will take, and how many will not come; guessed low it wastes
the room, guessed high it makes a second, unfair line at the door. A cap that does not foresee no-shows keeps their
slots empty for the whole grace. Neither looks at the stock: when all is held, they go on calling people to look at
nothing. Without a room, everybody is in and most leave with nothing.

![People inside under four rules](images/simulation-policies.svg)

With more and more no-shows:

${markdownOf(outcomeTable(runs.noShows))}

With room for 2,000 and only 1,000 places, the bound on those who look decides (${law.lookersPerParty} people for each
party of ${law.party} that the rest would serve): it costs a minute or two and spares most of the let-in the
disappointment.

${markdownOf(outcomeTable(runs.smallStock))}

## The polling law

\`clamp(${floorMs} ms, ${ceilingMs} ms, wait / ${divisor}) × (1 + random × ${jitter})\`, nothing while the page is
hidden; before the sale every ${ceilingMs / 1_000} s, and the question after the opening spread over
${ceilingMs / 3_000} s: that is the peak of all tables here, a tenth of those who wait in each of these seconds.

${markdownOf(lawTable(runs.polls))}

- **Ceiling ${ceilingMs / 1_000} s.** It sets what the cache bears: a million ask about 30,000 times a second while nobody is
  near. Half of it doubles that; twice of it saves half, and news (a message, a pause, the end) reach people later.
- **Floor ${floorMs / 1_000} s.** Paid only by those who are next, and the most that somebody who watches is late.
- **Divisor ${divisor}.** An interval is at most a ${Math.round(divisor / (1 + jitter))}th of the wait, so that a sudden
  rise of the speed surprises few. A small one makes people late, a large one makes more of the line ask as often as
  its head.
- **How fast the sale goes hardly depends on it.** The controller calls a few more when people come late; what the law
  decides is what the cache bears, and how long a called person does not know it. Differences between these runs of
  less than a few per cent are chance. The mean from call to knock contains pages that are hidden when their turn comes.
- **The spread after the opening.** If the interval shrank towards the opening as it does towards one's turn, a
  million would ask 500,000 times a second, twice what a CDN grants one site by default. Nobody loses by it: the
  order has been drawn.

## Assumptions

${assumptionList()}

Slots are counted in steps of 100 ms and the controller runs once a second, as in the product. A run ends when all is
sold or after ${maxMinutes} minutes.
`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function assumptionList(): string {
  const { arrivals, parties } = assumptions;
  const shares = parties.map(percent).join(', ');
  return `- Arrivals: ${percent(arrivals.first)} when the pre-queue opens, ${percent(arrivals.steady)} more and more
  often until the sale, ${percent(arrivals.last)} in the last ${assumptions.lastMinutes} minutes, ${percent(arrivals.late)} later.
- Pages are seen for ${assumptions.seenMs / 60_000} minutes and then hidden for ${assumptions.hiddenMs / 1_000} s (means). One
  of those who wait leaves per ${assumptions.patienceMinutes} minutes; ${percent(assumptions.hopelessShare)} give up who see more than
  ${assumptions.hopelessTimes} times the stock before them.
- Looking takes ${assumptions.lookMs / 1_000} s (median, log-normal, ${assumptions.lookSpread}), paying ${assumptions.payMs / 1_000} s
  (${assumptions.paySpread}). ${percent(assumptions.unwilling)} leave without a hold, ${percent(assumptions.leftCart)} leave a cart,
  ${percent(assumptions.declined)} of the payments are declined.
- Parties of 1 to 4: ${shares}; ${meanParty.toFixed(2)} places on average.
- Conflicts: ${percent(assumptions.conflictBase)}, and up to half more as those who look become many for what is left.
- A machine of ${machine.cores} cores: coming in costs ${machine.enterMs} ms of processor, a hold ${machine.holdMs} ms, paying and
  tickets ${machine.payMs} ms; together the 13 ms that a purchase cost when it was measured.`;
}
