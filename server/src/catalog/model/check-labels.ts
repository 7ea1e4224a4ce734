/** Can people tell the places apart? Two seats with one name are a fight at the door. */
import type { SeatingPlan, Text } from '@onsale/contract/seating-plan.ts';
import { textIn } from '@onsale/contract/seating-plan-places.ts';
import {
  finding,
  levelsOf,
  rowsOf,
  sectionsOf,
  type PlanFinding,
  type PlanFindingCode,
} from './plan-findings.ts';

export function* checkLabels(plan: SeatingPlan): Generator<PlanFinding> {
  for (const [text, path] of textsOf(plan)) {
    if (text.text[text.default] === undefined) {
      const message = `The text in the default language (${text.default}) is missing.`;
      yield finding('text_missing', path, message);
    }
  }
  for (const [label, path] of codesOf(plan)) {
    // Hangul typed on macOS may come decomposed: it looks the same and compares unequal.
    if (label !== label.normalize('NFC')) {
      const message = `"${label}" must be in Unicode normalization form C.`;
      yield finding('label_not_normalized', path, message);
    }
  }
  yield* checkUnique(plan);
}

function* checkUnique(plan: SeatingPlan): Generator<PlanFinding> {
  const levels = levelsOf(plan);
  const sections = sectionsOf(plan);
  const code = 'label_repeated';
  yield* repeats(
    code,
    levels.map(({ level, path }) => [level.code, `${path}/code`]),
  );
  yield* repeats(
    code,
    sections.map(({ section, path }) => [section.code, `${path}/code`]),
  );
  for (const { level, path } of levels) {
    const places = [
      ...level.sections.map(({ label }, index) => ({ label, path: `${path}/sections/${index}` })),
      ...level.areas.map(({ label }, index) => ({ label, path: `${path}/areas/${index}` })),
    ];
    for (const language of ['en', 'ko'] as const) {
      yield* repeats(
        code,
        places.map((at) => [textIn(at.label, language), `${at.path}/label`]),
      );
    }
  }
  for (const { section, path } of sections) {
    const rows = section.rows.map(({ label }, index) => [label, `${path}/rows/${index}/label`]);
    yield* repeats(code, rows as [string, string][]);
  }
  const pools = levels.flatMap(({ level, path }) =>
    level.areas.map((area, index) => [String(area.pool), `${path}/areas/${index}/pool`]),
  );
  yield* repeats('pool_repeated', pools as [string, string][]);
}

/** A finding for every label that was there before. */
function* repeats(
  code: PlanFindingCode,
  labels: readonly (readonly [label: string, path: string])[],
): Generator<PlanFinding> {
  const first = new Map<string, string>();
  for (const [label, path] of labels) {
    const seen = label.normalize('NFC');
    const before = first.get(seen);
    if (before === undefined) first.set(seen, path);
    else yield finding(code, path, `"${label}" is already at ${before}.`);
  }
}

function* textsOf(plan: SeatingPlan): Generator<[Text, string]> {
  yield [plan.name, '/name'];
  yield [plan.stage.label, '/stage/label'];
  for (const { level, path } of levelsOf(plan)) {
    yield [level.label, `${path}/label`];
    for (const kind of ['sections', 'areas', 'landmarks'] as const) {
      for (const [index, { label }] of level[kind].entries()) {
        if (label) yield [label, `${path}/${kind}/${index}/label`];
      }
    }
  }
}

/** Everything that is painted on a door, a row or a seat. */
function* codesOf(plan: SeatingPlan): Generator<[string, string]> {
  for (const { level, path } of levelsOf(plan)) yield [level.code, `${path}/code`];
  for (const { section, path } of sectionsOf(plan)) yield [section.code, `${path}/code`];
  for (const { row, path } of rowsOf(plan)) {
    yield [row.label, `${path}/label`];
    for (const [index, label] of (row.labels ?? []).entries()) {
      yield [label, `${path}/labels/${index}`];
    }
  }
}
