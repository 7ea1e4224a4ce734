/** Images: one repository, since one image serves every role. Its name is part of the settings. */
import type { RegistryConfig } from './registry-config.ts';

export const registryConfig = (repository: string): RegistryConfig => ({
  repositories: [repository],
  imagesKept: 10,
  untaggedDays: 30,
  protectedTagPrefixes: ['v', 'deployed-'],
  movableTags: ['latest', 'deployed-*'],
});
