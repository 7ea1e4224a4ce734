/** The bucket of the web app's files answers to CloudFront only, and keeps what was replaced. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { edgeConfig as disasterRecovery } from '../../config/disaster-recovery/edge.ts';
import { edgeConfig as fargate } from '../../config/fargate/edge.ts';
import type { EdgeConfig } from '../../config/edge-config.ts';
import { createStaticSite, siteKeyStatements } from './static-site.ts';

const accountId = '111122223333';
const made = (config: EdgeConfig['site'], keyArn?: string) =>
  synthesise((stack) => {
    createStaticSite(stack, 'site', {
      name: (part) => `ticketing-prod-${part}`,
      accountId,
      config,
      origins: ['https://tickets.example.com'],
      ...(keyArn === undefined ? {} : { keyArn }),
    });
  });

const site = made(fargate('prod').site);
const encryptionOf = ({ onlyOne }: ReturnType<typeof made>): string =>
  JSON.stringify(onlyOne('aws_s3_bucket_server_side_encryption_configuration').rule);

describe('the site', () => {
  it('is read by CloudFront of the own account, and only read', () => {
    const policy = String(site.onlyOne('aws_s3_bucket_policy').policy);
    expect(policy).toContain('cloudfront.amazonaws.com');
    expect(policy).toContain(`arn:aws:cloudfront::${accountId}:distribution/*`);
    expect(policy).toContain('s3:GetObject');
    expect(policy).not.toMatch(/s3:(?:Put|List|Delete)/);
    expect(site.onlyOne('aws_cloudfront_origin_access_control')).toMatchObject({
      signing_behavior: 'always',
      origin_access_control_origin_type: 's3',
    });
  });

  it('keeps replaced files for 30 days, and is not deleted with its stack in prod', () => {
    expect(JSON.stringify(site.onlyOne('aws_s3_bucket_lifecycle_configuration').rule)).toContain(
      '"noncurrent_days":30',
    );
    expect(site.onlyOne('aws_s3_bucket').force_destroy).toBe(false);
    expect(made(fargate('dev').site).onlyOne('aws_s3_bucket').force_destroy).toBe(true);
  });

  it('lets pages of the site load its files, and those of nobody else', () => {
    expect(site.onlyOne('aws_s3_bucket_cors_configuration').cors_rule).toMatchObject([
      { allowed_methods: ['GET', 'HEAD'], allowed_origins: ['https://tickets.example.com'] },
    ]);
  });

  it('is encrypted by S3, or with a key of ours that CloudFront may use', () => {
    expect(encryptionOf(site)).toContain('AES256');
    const keyed = made(disasterRecovery('prod').site, 'arn:aws:kms:key');
    expect(encryptionOf(keyed)).toContain('aws:kms');
    expect(siteKeyStatements(accountId)[0]?.actions).toEqual(['kms:Decrypt']);
    expect(() => made(disasterRecovery('prod').site)).toThrow('none is given');
  });
});
