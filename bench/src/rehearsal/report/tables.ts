/** The tables of the report: requests, refusals and errors, what became of people, the audit. */
import type { Finding } from '../audit-tools.ts';
import type { Outcome } from '../journal.ts';
import type { Result, Totals } from '../result.ts';
import { operations } from '../tally.ts';
import { percent } from '../verdict.ts';
import { escape, milliseconds, whole } from './text.ts';

const OFFENCES_SHOWN = 5;

export function requestTable({ operations: timed }: Totals): string {
  const rows = operations.flatMap((operation) => {
    const one = timed[operation];
    if (one === undefined) return [];
    const cells = [whole(one.count), ...[one.p50, one.p95, one.p99].map(milliseconds)];
    return [
      `<tr><td>${operation}</td>${cells.map((cell) => `<td class="num">${cell}</td>`).join('')}</tr>`,
    ];
  });
  return `<div class="card"><h3>Requests</h3><div class="scroll"><table>
<thead><tr><th>Step</th><th class="num">Requests</th><th class="num">p50</th><th class="num">p95</th><th class="num">p99</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div></div>`;
}

const outcomeWords: Readonly<Record<Outcome, string>> = {
  bought: 'bought and have their tickets',
  sold_out: 'left when everything was sold',
  no_show: 'were called and did not come',
  browsed: 'only looked',
  lapsed: 'let their hold lapse',
  not_paid: 'did not pay',
  too_late: 'paid too late',
  gave_up: 'gave up fighting for places',
  time_was_up: 'ran out of time',
  failed: 'failed, which nobody should',
};

export function outcomeTable({ totals, about }: Result): string {
  const rows = Object.entries(totals.outcomes)
    .toSorted((a, b) => b[1] - a[1])
    .map(
      ([outcome, count]) =>
        `<tr><td>${outcomeWords[outcome as Outcome]}</td><td class="num">${whole(count)}</td>` +
        `<td class="num">${percent(count / about.buyers)}</td></tr>`,
    );
  return `<div class="card"><h3>What became of ${whole(about.buyers)} people</h3><div class="scroll"><table>
<tbody>${rows.join('')}</tbody></table></div></div>`;
}

const rowsOf = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .toSorted((a, b) => b[1] - a[1])
    .map(([code, count]) => `<tr><td>${escape(code)}</td><td class="num">${whole(count)}</td></tr>`)
    .join('');

export function refusalTable({ refusals, errors }: Totals): string {
  const none = '<tr><td>none</td><td class="num">0</td></tr>';
  return `<div class="card"><h3>Errors</h3><table><tbody>${rowsOf(errors) || none}</tbody></table></div>
<div class="card"><h3>Refused in order <small>part of an ordinary sale</small></h3>
<table><tbody>${rowsOf(refusals) || none}</tbody></table></div>`;
}

function findingRow({ statement, checked, offences }: Finding): string {
  const [mark, tone] =
    offences.length > 0
      ? (['✗', 'bad'] as const)
      : checked === 0
        ? (['–', ''] as const)
        : (['✓', 'good'] as const);
  const shown = offences
    .slice(0, OFFENCES_SHOWN)
    .map(
      ({ buyer, what }) =>
        `<small>${buyer === undefined ? '' : `buyer ${buyer}: `}${escape(what)}</small>`,
    );
  const more = offences.length - shown.length;
  return `<tr><td class="mark ${tone}">${mark}</td><td>${escape(statement)}${shown.join('')}${
    more > 0 ? `<small>and ${whole(more)} more</small>` : ''
  }</td><td class="num">${checked === 0 ? 'nothing to check' : whole(checked)}</td></tr>`;
}

export function auditTables({ audit }: Result): string {
  const journal = `<div class="card"><h3>From what buyers were told <small>${audit.findings.length} checks</small></h3>
<table><tbody>${audit.findings.map(findingRow).join('')}</tbody></table></div>`;
  if (audit.database === null) return journal;
  const broken = audit.database.filter(({ offences }) => offences.length > 0);
  const rows = broken.map(findingRow).join('');
  const good = audit.database.length - broken.length;
  const all = `<details><summary>all of them</summary><table><tbody>${audit.database.map(findingRow).join('')}</tbody></table></details>`;
  return `${journal}<div class="card"><h3>In the database <small>${good} of ${audit.database.length} checks hold</small></h3>
<table><tbody>${rows}</tbody></table>${all}</div>`;
}
