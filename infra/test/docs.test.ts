/**
 * What the documents of the infrastructure name exists: files, commands, links and their anchors,
 * subcommands of `operate` and their options, rules, and the numbers of contradictions.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { topologies } from '../src/config/names.ts';
import { commands } from '../src/operations/commands.ts';
import { commonFlags } from '../src/operations/core/help.ts';
import { rules } from '../src/policy/rules.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const pages = [
  ...globSync('docs/infrastructure/*.md', { cwd: root }),
  'infra/README.md',
].toSorted();
const prose = (text: string): string => text.replaceAll(/```[\s\S]*?```/g, '');

/** Top folders of the repository: what begins like one is meant to be a path from the root. */
const fromRoot = /^(?:infra|server|web|contract|bench|scripts|docs|\.github|\.ci)\//;
/** Of the other packages' folder, as `infra/README.md` names its own. */
const fromInfra = /^(?:src|k8s|image|test)\//;

/** As a path from the repository's root; undefined for what is no path of it. */
function wholePath(page: string, path: string): string | undefined {
  if (fromRoot.test(path)) return path;
  return page === 'infra/README.md' && fromInfra.test(path) ? `infra/${path}` : undefined;
}

function pathsIn(page: string, text: string): readonly string[] {
  return Array.from(text.matchAll(/`([^`\s]+)`/g), ([, path = '']) => path)
    .filter((path) => path.includes('/') && !/[…*{}$]/.test(path) && !path.includes('<stack>'))
    .flatMap((path) => {
      const whole = wholePath(page, path);
      if (whole === undefined || whole.startsWith('infra/dist')) return [];
      return /<topology>/.test(whole)
        ? topologies.map((topology) => whole.replaceAll('<topology>', topology))
        : [whole];
    })
    .filter((path) => !path.includes('<'));
}

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('names files that exist', () => {
    const missing = pathsIn(page, prose(text)).filter(
      (path) => !existsSync(join(root, path)) && !isAreaOfSomeTopology(path),
    );
    expect(missing).toEqual([]);
  });

  it('links to pages and sections that exist', () => {
    expect(brokenLinks(page, text)).toEqual([]);
  });

  it('calls scripts and programs that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const called = Array.from(text.matchAll(/npm run ([a-z:-]+[a-z])/g), ([, name = '']) => name);
    expect(called.filter((name) => scripts[name] === undefined)).toEqual([]);
    const programs = Array.from(
      text.matchAll(/npm run infra -- ([a-z]+)/g),
      ([, name = '']) => name,
    );
    const known = read('scripts/infra.mjs');
    expect(programs.filter((name) => !known.includes(`  ${name}: '`))).toEqual([]);
    const files = Array.from(text.matchAll(/with-node\.mjs (\S+\.ts)/g), ([, file = '']) => file);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('calls commands of operate that exist, with options that they have', () => {
    expect(wrongCommands(text)).toEqual([]);
  });
});

/** EKS has no instances of its own to size: an area may belong to some topologies only. */
const isAreaOfSomeTopology = (path: string): boolean =>
  /^infra\/src\/config\/[a-z0-9-]+\/\w+\.ts$/.test(path) &&
  topologies.some((topology) =>
    existsSync(join(root, path.replace(/config\/[a-z0-9-]+\//, `config/${topology}/`))),
  );

function wrongCommands(text: string): readonly string[] {
  const oneLine = text.replaceAll(/\\\n\s*/g, '');
  return Array.from(oneLine.matchAll(/infra -- operate ([^\n`|]+)/g), ([, call = '']) => call)
    .filter((call) => !call.startsWith('--help') && !call.startsWith('<'))
    .flatMap((call) => {
      const [name = '', ...words] = call.trim().split(/\s+/);
      const found = commands.find((one) => one.name === name.replace(/[.,;:]$/, ''));
      if (found === undefined) return [`${name} is no command`];
      const flags = { ...found.flags, ...commonFlags };
      return words
        .filter((word) => word.startsWith('--'))
        .map((word) => word.slice(2).replace(/[.,;:]$/, ''))
        .filter((flag) => !Object.hasOwn(flags, flag))
        .map((flag) => `${name} has no --${flag}`);
    });
}

function brokenLinks(page: string, text: string): readonly string[] {
  return Array.from(
    prose(text).matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g),
    (match) => match[1] ?? match[2] ?? '',
  ).flatMap((link) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? page : relative(root, join(root, dirname(page), path));
    if (!existsSync(join(root, target))) return [link];
    if (anchor === undefined || !target.endsWith('.md')) return [];
    return anchorsOf(read(target)).includes(anchor) ? [] : [link];
  });
}

/** As GitHub makes them of headlines. */
const anchorsOf = (text: string): readonly string[] =>
  Array.from(prose(text).matchAll(/^#+ (.+)$/gm), ([, headline = '']) =>
    headline
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('deployment.md', () => {
  it('explains every setting', () => {
    const type = /export type Settings = \{([\s\S]*?)\n\};/.exec(
      read('infra/src/config/settings.ts'),
    );
    const settings = Array.from(
      (type?.[1] ?? '').matchAll(/readonly (\w+)\??:/g),
      ([, name = '']) => name,
    );
    expect(settings.length).toBeGreaterThan(8);
    const text = read('docs/infrastructure/deployment.md');
    expect(settings.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('security.md', () => {
  it('names rules that exist, and every rule', () => {
    const rows = read('docs/infrastructure/security.md')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const known = new Set(rules.map(({ id }) => id));
    const named = rows.flatMap((row) =>
      Array.from(row.matchAll(/rules? ((?:`[a-z0-9-]+`(?:, )?)+)/g), ([, list = '']) =>
        Array.from(list.matchAll(/`([a-z0-9-]+)`/g), ([, id = '']) => id),
      ).flat(),
    );
    expect(named.filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !named.includes(id) && !aboutDelivery.has(id))).toEqual([]);
  });
});

/** These guard our own work rather than a line of somebody's checklist. */
const aboutDelivery: ReadonlySet<string> = new Set([
  'guarded-account',
  'known-references',
  'nothing-hidden',
  'stack-order',
  'dead-letter-queues',
  'function-failures',
  'reserved-log-groups',
]);

describe('decisions.md', () => {
  it('speaks of every contradiction, in a table or among those of the product', () => {
    // The introduction says "X1 to X78", which would hide what is missing.
    const text = read('docs/infrastructure/decisions.md').replace('X1 to X78', '');
    const spoken = new Set(
      Array.from(text.matchAll(/X(\d+)(?: to X(\d+))?/g)).flatMap(([, from = '', to = from]) =>
        Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index),
      ),
    );
    const all = Array.from({ length: 78 }, (_, index) => index + 1);
    expect(all.filter((number) => !spoken.has(number))).toEqual([]);
  });
});

describe("the stranger's test of infra/README.md", () => {
  it.each(topologies)('%s has all three settings where it says', (topology) => {
    const setting = (area: string): string => read(`infra/src/config/${topology}/${area}.ts`);
    expect(read('infra/README.md')).toContain('`src/config/<topology>/cache.ts`');
    expect(setting('cache')).toMatch(/evictionPolicy: '/);
    expect(setting('scaling')).toMatch(/cpuPercent: \d/);
    expect(setting('waf')).toMatch(/windowSeconds: 60,\n\s+limits: \{\n\s+api: 1_000/);
  });
});
