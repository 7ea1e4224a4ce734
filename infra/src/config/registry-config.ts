/** The shape of what keeps images. An account has one: an image is tested here and runs there. */
import type { Problem } from '../lib/problem.ts';

export type RegistryConfig = {
  /** One image serves every role, so one is enough. */
  readonly repositories: readonly string[];
  /** Of the images that carry a tag, besides protected ones. */
  readonly imagesKept: number;
  readonly untaggedDays: number;
  /**
   * Beginnings of tags that keep an image among the newest `imagesKept` of their own, however many
   * builds come after it: releases, and whatever is running somewhere.
   */
  readonly protectedTagPrefixes: readonly string[];
  /** Tags that may move; all others are for ever. */
  readonly movableTags: readonly string[];
};

/** At `where`, e.g. `account/prod registry`. */
export function checkRegistry(where: string, config: RegistryConfig): Problem[] {
  const problems: Problem[] = [];
  const refuse = (wrong: boolean, setting: string, problem: string, remedy: string): void => {
    if (wrong) problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  const { repositories, imagesKept, untaggedDays } = config;
  refuse(
    repositories.length === 0 || new Set(repositories).size !== repositories.length,
    'repositories',
    'has to name each repository once.',
    'Name at least one.',
  );
  for (const repository of repositories) {
    refuse(
      !/^[a-z0-9]+(?:[._/-][a-z0-9]+)*$/.test(repository),
      'repositories',
      `"${repository}" is no name of a repository.`,
      'Use lower-case letters, digits and hyphens.',
    );
  }
  refuse(imagesKept < 2, 'imagesKept', 'leaves nothing to go back to.', 'Use 2 or more.');
  refuse(untaggedDays < 1, 'untaggedDays', `${untaggedDays} is no age.`, 'Use 1 or more.');
  return problems;
}
