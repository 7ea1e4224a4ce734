/** Turns the text of the environment into checked values, collecting every problem on the way. */
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { Environment } from './environment.ts';
import { describe, type Setting, type SettingGroup, type Settings } from './setting.ts';

export type Parsed = {
  readonly values: Readonly<Record<string, unknown>>;
  /** Names that were given, i.e. are not at their default. */
  readonly given: ReadonlySet<string>;
  readonly problems: readonly string[];
};

/** Reads all settings; an empty text counts as unset, as container tools cannot pass "nothing". */
export function parseSettings(settings: Settings, env: Environment): Parsed {
  const values: Record<string, unknown> = {};
  const given = new Set<string>();
  const problems: string[] = [];
  for (const [name, setting] of Object.entries(settings)) {
    const text = env[name]?.trim() ?? '';
    if (text === '') {
      values[name] = setting.default;
      continue;
    }
    given.add(name);
    const value = fromText(setting.schema, text);
    const problem = problemOf(name, setting, text, value);
    if (problem === undefined) values[name] = value;
    else problems.push(problem);
  }
  return { values, given, problems };
}

function problemOf(
  name: string,
  setting: Setting,
  text: string,
  value: unknown,
): string | undefined {
  if (setting.notYet) return `${name} is declared but the feature is not built yet; unset it.`;
  if (setting.notYetValues?.includes(text)) {
    return `${name}=${text} is declared but the feature is not built yet; choose another.`;
  }
  if (Value.Check(setting.schema, value)) return undefined;
  const got = setting.secret ? '' : `, not ${JSON.stringify(text.slice(0, 100))}`;
  return `${name} must be ${describe(setting.schema).replaceAll('`', '')}${got}.`;
}

/** The value a text stands for; a text that stands for none is returned as it is, to be refused. */
function fromText(schema: TSchema, text: string): unknown {
  switch ('type' in schema ? schema.type : undefined) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'boolean':
      return { true: true, false: false, '1': true, '0': false }[text] ?? text;
    case 'array':
      return text.split(',').map((item) => item.trim());
    default:
      return text;
  }
}

/** Settings that make sense only together; where the feature is not built, that was said already. */
export function halfSetGroups(
  groups: readonly SettingGroup[],
  given: ReadonlySet<string>,
): readonly string[] {
  return groups.flatMap(({ settings, together = [] }) =>
    together.flatMap((names) => {
      const set = names.filter((name) => given.has(name));
      const missing = names.filter((name) => !given.has(name));
      if (set.length === 0 || missing.length === 0) return [];
      if (set.some((name) => settings[name]?.notYet)) return [];
      return [`${missing.join(', ')} must be set together with ${set.join(', ')}.`];
    }),
  );
}
