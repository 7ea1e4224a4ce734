/**
 * The convention of titles, `type(scope): subject`. It holds for titles of pull requests: they become
 * the one commit that a pull request leaves on main. Commits inside of it are plain sentences.
 */
export const titleTypes = ['feat', 'fix', 'refactor', 'docs', 'chore'] as const;

const subjectCharactersMax = 72;
const form = /^(?<type>[a-z]+)\((?<scope>[a-z0-9][a-z0-9/-]*)\)!?: (?<subject>.+)$/;

/** What is wrong with a title and how to repair it, or nothing. */
export function titleProblem(title: string): string | undefined {
  const found = form.exec(title)?.groups;
  if (found === undefined) {
    return `"${title}" is not of the form type(scope): subject, e.g. "fix(queue): admit in order".`;
  }
  const { type = '', subject = '' } = found;
  if (!titleTypes.some((known) => known === type)) {
    return `"${type}" is no type. Use one of ${titleTypes.join(', ')}.`;
  }
  if (subject.length > subjectCharactersMax) {
    return `The subject has ${subject.length} characters. Use at most ${subjectCharactersMax}.`;
  }
  if (/[.\s]$/.test(subject)) return 'The subject ends with a full stop or a space. Leave it out.';
  return undefined;
}
