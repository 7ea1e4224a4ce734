/** Every generated file of the pipelines, by its path in the repository. */
import { atlantisConfig } from './atlantis.ts';
import { infracostConfig } from './infracost.ts';

export const generatedFiles = (): Readonly<Record<string, string>> => ({
  'atlantis.yaml': atlantisConfig(),
  'infracost.yml': infracostConfig(),
});
