/**
 * The rules that keep the source readable and its parts apart. Each is a function from a file to
 * what is wrong with it, so that tidy.test.ts can also show that each rule catches what it is for.
 */
import { dirname, join } from 'node:path/posix';

/** The architecture: a folder of server/src imports itself, the contract and anything to its left. */
export const importOrder: readonly string[] =
  'lib config postgres ops outbox shared identity catalog inventory queue tickets payments promos orders mail documents letters push reminders transfers waitlist rehearsal partner realtime audit demo http cluster main'.split(
    ' ',
  );

/** Paths are relative to the root of the repository, with forward slashes. */
export type Rule = (path: string, text: string) => readonly string[];

const LINES_MAX = 300;

const isTest = (path: string): boolean => path.endsWith('.test.ts');
const isTypeScript = (path: string): boolean => path.endsWith('.ts') || path.endsWith('.tsx');
const inServer = (path: string): boolean => path.startsWith('server/src/') && isTypeScript(path);
const folderOf = (path: string): string => path.split('/')[2] ?? '';

const withoutComments = (text: string): string =>
  text.replaceAll(/^\s*\/\*[\s\S]*?\*\//gm, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');

/** What a file imports: paths inside the repository for relative imports, else package names. */
function importsOf(path: string, text: string): readonly string[] {
  const pattern = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;
  return [...withoutComments(text).matchAll(pattern)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? join(dirname(path), specifier) : specifier,
  );
}

/** Which of the patterns occur in the code of a file, as messages. */
const occurrences = (text: string, patterns: Readonly<Record<string, RegExp>>): string[] =>
  Object.entries(patterns).flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []));

export const rules = {
  importsGoLeft(path, text) {
    if (!inServer(path)) return [];
    const own = importOrder.indexOf(folderOf(path));
    if (own < 0) return [`folder ${folderOf(path)} is not in the import order`];
    return importsOf(path, text).flatMap((target) => {
      if (target.startsWith('@onsale/')) {
        return target.startsWith('@onsale/contract/') ? [] : [`imports ${target}`];
      }
      if (isTest(path) && target.startsWith('server/test/')) return [];
      if (!/^(\.\.|bench|contract|scripts|server|web)(\/|$)/.test(target)) return [];
      if (!inServer(target)) return [`imports ${target}, outside of server/src`];
      const other = importOrder.indexOf(folderOf(target));
      return other >= 0 && other <= own
        ? []
        : [`${folderOf(path)} imports ${target}, to its right`];
    });
  },

  privateFiles(path, text) {
    if (!inServer(path)) return [];
    const own = folderOf(path);
    return importsOf(path, text)
      .filter((target) => inServer(target) && folderOf(target) !== own)
      .flatMap((target) => {
        if (target.includes('/sql/')) return [`imports the private ${target}`];
        if (target.endsWith('/routes.ts') && own !== 'http' && own !== 'main') {
          return [`imports ${target}: routes are for http and main`];
        }
        if (target.endsWith('/jobs.ts') && own !== 'main') {
          return [`imports ${target}: jobs are for main`];
        }
        return [];
      });
  },

  modelIsPure(path, text) {
    if (!path.includes('/model/') || !inServer(path) || isTest(path)) return [];
    const impure = occurrences(withoutComments(text), {
      'reads the clock': /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/,
      'is random': /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/,
      'does I/O': /\bfetch\(|\bprocess\.|\bsetTimeout\b|\bconsole\./,
    });
    const reached = importsOf(path, text).filter(
      (target) =>
        target.startsWith('node:') || target.includes('/sql/') || target.endsWith('/lib/db.ts'),
    );
    return [...impure, ...reached.map((target) => `imports ${target}`)];
  },

  sqlHasItsPlace(path, text) {
    const allowed = /\/sql\/|^server\/src\/lib\/db\.ts$|^server\/src\/postgres\//;
    if (!inServer(path) || isTest(path) || allowed.test(path)) return [];
    const statement =
      /^\s*(?:with\s+\w+\s+as\b|select\b[\s\S]*\bfrom\b|insert\s+into\b|update\s+[\w.]+\s+set\b|delete\s+from\b|(?:create|alter|drop|truncate)\s+(?:table|index|unique|type)\b|(?:begin|commit|rollback)\s*;?\s*$)/im;
    const literals = withoutComments(text).match(/`[^`]*`|'[^'\n]*'/g) ?? [];
    const found = literals.filter((literal) => statement.test(literal.slice(1, -1)));
    return found.map((literal) => `SQL outside of sql/: ${literal.slice(0, 40)}`);
  },

  environmentIsRead(path, text) {
    const free = /^(server\/src\/config|server\/test|bench|scripts|infra)\/|^[^/]+$/;
    if (!isTypeScript(path) || free.test(path)) return [];
    return occurrences(withoutComments(text), { 'reads process.env': /\bprocess\.env\b/ });
  },

  packagesStayApart(path, text) {
    const from = path.split('/')[0];
    if ((from !== 'web' && from !== 'contract') || !isTypeScript(path)) return [];
    const wrong = /^(?:@onsale\/)?(?:server|bench)\//;
    return importsOf(path, text).flatMap((target) =>
      wrong.test(target) || (from === 'contract' && target.includes('web/'))
        ? [`imports ${target}`]
        : [],
    );
  },

  noBarrels(path) {
    return /(^|\/)index\.tsx?$/.test(path) ? ['is a barrel: import the file itself'] : [];
  },

  noEnums(path, text) {
    if (!isTypeScript(path)) return [];
    return occurrences(withoutComments(text), {
      'declares an enum': /^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s+\w+/m,
    });
  },

  testsAreHonest(path, text) {
    if (!isTest(path)) return [];
    return occurrences(withoutComments(text), {
      'runs only some tests': /\.only\s*\(/,
      'skips tests': /\b(?:it|test|describe)\.skip\s*\(/,
      'sleeps instead of waiting for a fact':
        /\bsetTimeout\(\s*(?:resolve|r|done)\b|node:timers\/promises|\bsleep\(/,
    });
  },

  filesAreShort(path, text) {
    const lines = text.split('\n').length - 1;
    return isTypeScript(path) && lines > LINES_MAX ? [`has ${lines} lines, max. ${LINES_MAX}`] : [];
  },

  filesSayWhatTheyAreFor(path, text) {
    if (isTypeScript(path) || /\.(?:mjs|css)$/.test(path)) {
      return /^(?:#!.*\n)?\s*(?:\/\*|\/\/)/.test(text) ? [] : ['does not start with a comment'];
    }
    if (path.endsWith('.sql')) return /^\s*--/.test(text) ? [] : ['does not start with a comment'];
    return [];
  },

  noMachinePaths(_path, text) {
    const found = text.match(/(?<![\w.:/~@-])\/(?:home|root|work|Users)\/[\w.-]+/g) ?? [];
    return found.map((place) => `names a place on one machine: ${place}`);
  },

  versionsAreExact(path, text) {
    if (!/(^|\/)package\.json$/.test(path)) return [];
    const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
    const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
    return kinds
      .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name} is not pinned: ${version}`);
  },
} satisfies Record<string, Rule>;
