/** The table of settings by itself: complete, consistent, and the document generated from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { configurationDocument } from './document.ts';
import { loadConfig } from './load.ts';
import { editDistance } from './near-miss.ts';
import { halfSetGroups } from './parse.ts';
import { describe as inWords, oneOf, text } from './setting.ts';
import { settingGroups, settings } from './settings.ts';

const entries = Object.entries(settings);

describe('the table', () => {
  it('declares no name twice', () => {
    const names = settingGroups.flatMap((group) => Object.keys(group.settings));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(entries)(
    '%s has an upper-case name, a kind in words and a valid default',
    (name, setting) => {
      expect(name).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(inWords(setting.schema)).not.toContain('{');
      expect(setting.description).toMatch(/[.)]$/);
      const { schema, default: value } = setting;
      expect(value === undefined || Value.Check(schema, value)).toBe(true);
    },
  );

  it('marks as secret whatever carries a password or a key', () => {
    const open = entries.filter(
      ([name, setting]) =>
        /PASSWORD|PASSPHRASE|SECRET|API_KEY|_KEY_PREVIOUS$|DATABASE_.*URL|REDIS_URL/.test(name) &&
        // Where a secret lies is none.
        !name.endsWith('_FILE') &&
        setting.secret !== true,
    );
    expect(open.map(([name]) => name)).toEqual([]);
  });

  it('refuses every setting whose feature is not built', () => {
    const planned = entries.filter(([, setting]) => setting.notYet);
    expect(planned.length).toBeGreaterThan(0);
    for (const [name] of planned) {
      expect(() => loadConfig({ [name]: 'x' })).toThrow(
        `${name} is declared but the feature is not built yet; unset it.`,
      );
    }
  });

  it('joins only settings that exist', () => {
    const joined = settingGroups.flatMap((group) => (group.together ?? []).flat());
    expect(joined.filter((name) => !(name in settings))).toEqual([]);
  });
});

describe('groups set together', () => {
  const group = {
    title: 'Mail',
    introduction: '',
    settings: {
      HOST: { schema: text('x'), description: '' },
      USER: { schema: text('x'), description: '' },
      PASS: { schema: text('x'), description: '' },
    },
    together: [['HOST', 'USER', 'PASS']],
  };

  it('names what is missing', () => {
    expect(halfSetGroups([group], new Set(['HOST', 'PASS']))).toEqual([
      'USER must be set together with HOST, PASS.',
    ]);
    expect(halfSetGroups([group], new Set(['HOST']))).toEqual([
      'USER, PASS must be set together with HOST.',
    ]);
  });

  it('is content with all or nothing', () => {
    expect(halfSetGroups([group], new Set())).toEqual([]);
    expect(halfSetGroups([group], new Set(['HOST', 'USER', 'PASS']))).toEqual([]);
  });
});

describe('the document', () => {
  it('is the committed one (npm run docs:generate)', () => {
    const path = join(import.meta.dirname, '..', '..', '..', 'docs', 'configuration.md');
    expect(readFileSync(path, 'utf8')).toBe(configurationDocument(settingGroups));
  });

  it('marks secrets, unbuilt settings and unbuilt values', () => {
    const document = configurationDocument([
      {
        title: 'T',
        introduction: 'I.',
        settings: {
          A: { schema: text('a|b'), description: 'Why.', secret: true, notYet: true },
          B: { schema: oneOf('x', 'y'), description: 'B.', default: 'x', notYetValues: ['y'] },
        },
        together: [['A', 'B']],
      },
    ]);
    expect(document).toContain('| `A` **secret** **not yet** | a\\|b | unset | Why. |');
    expect(document).toContain('| one of `x`, `y` | `x` | B. `y`: **not yet**. |');
    expect(document).toContain('- `A`, `B` are set together or not at all.');
  });
});

describe('edit distance', () => {
  it.each([
    ['DATABSE_URL', 'DATABASE_URL', 1],
    ['PROT', 'PORT', 1],
    ['', 'ABC', 3],
    ['kitten', 'sitting', 3],
  ])('%s to %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, and zero only for equal words', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
