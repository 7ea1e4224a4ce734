/**
 * Which images are deleted. AWS lets the first rule that an image matches decide alone, so the
 * protected ones come first: deleting by age or number only would take away what production runs.
 */
import type { RegistryConfig } from '../../config/registry-config.ts';

export type ExpiryRule = {
  readonly rulePriority: number;
  readonly description: string;
  readonly selection: Readonly<Record<string, unknown>>;
  readonly action: { readonly type: 'expire' };
};

export function expiryRules(config: RegistryConfig): ExpiryRule[] {
  const { imagesKept, untaggedDays, protectedTagPrefixes } = config;
  const newest = { countType: 'imageCountMoreThan', countNumber: imagesKept };
  const rules = [
    // One rule a prefix: several in one would mean images that carry all of them.
    ...protectedTagPrefixes.map((prefix) => ({
      description: `Keep the newest ${imagesKept} tagged ${prefix}*`,
      selection: { tagStatus: 'tagged', tagPatternList: [`${prefix}*`], ...newest },
    })),
    {
      description: `Delete what has no tag after ${untaggedDays} days`,
      selection: {
        tagStatus: 'untagged',
        countType: 'sinceImagePushed',
        countUnit: 'days',
        countNumber: untaggedDays,
      },
    },
    {
      description: `Keep the newest ${imagesKept} of all others`,
      selection: { tagStatus: 'any', ...newest },
    },
  ];
  return rules.map(({ description, selection }, index) => ({
    rulePriority: index + 1,
    description,
    selection,
    action: { type: 'expire' },
  }));
}
