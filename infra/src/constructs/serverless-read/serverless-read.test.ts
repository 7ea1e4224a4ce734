/** Functions answer public reads and nothing else, behind a web ACL, with few connections. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { productApi } from '../../../../contract/src/product-api.ts';
import { readSecrets } from '../../../image/lambda/read-secrets.ts';
import { synthesise } from '../../../test/support/synthesise.ts';
import { computeConfig } from '../../config/disaster-recovery/compute.ts';
import { environments } from '../../config/names.ts';
import { rdsCertificates } from '../../runtime/rds-certificates.ts';
import { readEnvironment } from './read-environment.ts';
import { readApi, readPaths } from './read-routes.ts';
import { createServerlessRead } from './serverless-read.ts';

const logGroup = { name: '/aws/lambda/ticketing-prod-read', arn: 'arn:logs:read' };
const environment = {
  plain: { ROLE: 'api', HOST: '0.0.0.0' },
  secrets: { DATABASE_PASSWORD: { secretArn: 'arn:secret:database', jsonKey: 'password' } },
};
const config = computeConfig('prod').serverlessRead;
const made = synthesise((stack) => {
  createServerlessRead(stack, 'read', {
    name: (part) => `ticketing-prod-${part}`,
    region: 'ap-northeast-2',
    accountId: '111122223333',
    image: 'registry/ticketing@sha256:1',
    environment,
    secretsKeyArn: 'arn:kms:data',
    environmentKeyArn: 'arn:kms:data',
    architecture: 'X86_64',
    logGroup,
    accessLogGroup: { name: '/aws/apigateway/ticketing-prod-read', arn: 'arn:logs:access' },
    config,
    network: { applicationSubnetIds: ['subnet-a', 'subnet-c'] },
    securityGroupIds: ['sg-application'],
    webAclArn: 'arn:web-acl',
  });
});

describe('the read API', () => {
  it('has only public reads of events that the product has', () => {
    const publicReads = Object.values(productApi)
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/v1/events'))
      .filter(({ auth }) => auth === 'none')
      .map(({ path }) => path);
    expect(publicReads.filter((path) => readPaths.some((known) => known === path))).toEqual([
      ...readPaths,
    ]);
  });

  it('takes nothing but GET', () => {
    const { paths } = readApi('read', 'arn:function') as { paths: Record<string, object> };
    expect(Object.values(paths).flatMap((path) => Object.keys(path))).toEqual(
      readPaths.map(() => 'get'),
    );
    expect(made.onlyOne('aws_lambda_permission').source_arn).toMatch(/\/live\/GET\/\*$/);
  });

  it('is off everywhere until somebody wants it', () => {
    expect(environments.filter((one) => computeConfig(one).serverlessRead.enabled)).toEqual([]);
  });

  it('is behind a web ACL, throttled, and keeps a log', () => {
    expect(made.onlyOne('aws_wafv2_web_acl_association')).toMatchObject({
      web_acl_arn: 'arn:web-acl',
    });
    expect(String(made.onlyOne('aws_wafv2_web_acl_association').resource_arn)).toContain(
      'aws_api_gateway_stage.',
    );
    expect(made.onlyOne('aws_api_gateway_method_settings')).toMatchObject({
      method_path: '*/*',
      settings: {
        throttling_rate_limit: 200,
        throttling_burst_limit: 400,
        data_trace_enabled: false,
      },
    });
    expect(made.onlyOne('aws_api_gateway_stage').access_log_settings).toMatchObject({
      destination_arn: 'arn:logs:access',
    });
  });

  it('is deployed anew when its description changes', () => {
    const { triggers } = made.onlyOne('aws_api_gateway_deployment') as {
      triggers: { body: string };
    };
    expect(triggers.body).toContain('sha1(jsonencode(');
  });
});

describe('the function', () => {
  const fn = made.onlyOne('aws_lambda_function');

  it('has limits, a few of them warm, and a place in the network', () => {
    expect(fn).toMatchObject({
      package_type: 'Image',
      timeout: 29,
      reserved_concurrent_executions: 10,
      vpc_config: { subnet_ids: ['subnet-a', 'subnet-c'], security_group_ids: ['sg-application'] },
      kms_key_arn: 'arn:kms:data',
    });
    expect(made.onlyOne('aws_lambda_provisioned_concurrency_config')).toMatchObject({
      provisioned_concurrent_executions: 2,
    });
  });

  it('is told where its secrets are, not what they are', () => {
    const variables = readEnvironment(environment);
    expect(variables).toMatchObject({
      ROLE: 'api',
      HOST: '127.0.0.1',
      DATA_DIR: '/tmp/onsale',
      DATABASE_POOL_MAX: '2',
      AWS_LWA_REMOVE_BASE_PATH: '/live',
    });
    expect(variables).not.toHaveProperty('DATABASE_PASSWORD');
    const policy = String(made.resources('aws_iam_role_policy')[0]?.policy);
    expect(policy).toContain('arn:secret:database');
  });
});

describe('its secrets', () => {
  const texts: Readonly<Record<string, string>> = {
    'arn:database': '{"username":"u","password":"p"}',
    'arn:session': 'plain',
    'arn:broken': 'p4ssw0rd',
  };
  const asked: string[] = [];
  const secretText = async (arn: string): Promise<string> => {
    asked.push(arn);
    return texts[arn] ?? '';
  };
  const read = (references: Readonly<Record<string, object>>) =>
    readSecrets(JSON.stringify(references), secretText);

  it('are read once each, whole or by key', async () => {
    const values = await read({
      DATABASE_USER: { secretArn: 'arn:database', jsonKey: 'username' },
      DATABASE_PASSWORD: { secretArn: 'arn:database', jsonKey: 'password' },
      SESSION_SECRET: { secretArn: 'arn:session' },
    });
    expect(values).toEqual({ DATABASE_USER: 'u', DATABASE_PASSWORD: 'p', SESSION_SECRET: 'plain' });
    expect(asked).toEqual(['arn:database', 'arn:session']);
  });

  it.each([
    [{ secretArn: 'arn:database', jsonKey: 'host' }],
    [{ secretArn: 'arn:broken', jsonKey: 'password' }],
    [{ secretArn: 'arn:unknown' }],
  ])('stop the start when they are not there: %j', async (reference) => {
    const failure = await read({ X: reference }).catch((error: Error) => error.message);
    expect(failure).toMatch(/^X: there is no value in arn:/);
    expect(failure).not.toContain('p4ssw0rd');
  });
});

describe('the image for AWS', () => {
  const folder = join(import.meta.dirname, '../../../image');
  const dockerfile = readFileSync(join(folder, 'Dockerfile'), 'utf8');

  it('has the certificates where the database URL says they are', () => {
    expect(dockerfile).toMatch(/^ADD .*--checksum=\$\{RDS_CERTIFICATES_SHA256\}/m);
    expect(dockerfile).toContain(`\${RDS_CERTIFICATES_URL} ${rdsCertificates}\n`);
  });

  it('ends with what instances and tasks run, and has another target for functions', () => {
    const stages = Array.from(dockerfile.matchAll(/^FROM .* AS (\S+)$/gm), ([, stage]) => stage);
    expect(stages.at(-1)).toBe('aws');
    expect(stages).toContain('lambda');
  });

  it('takes every other image by name of its build arguments, none of them the latest', () => {
    const bases = Array.from(dockerfile.matchAll(/^FROM (\S+)/gm), ([, base]) => base ?? '');
    expect(bases.filter((base) => !base.startsWith('${') && base !== 'certified')).toEqual([]);
    expect(dockerfile).not.toContain(':latest');
  });

  it('starts the server of the product', () => {
    const start = readFileSync(join(folder, 'lambda/start.ts'), 'utf8');
    const script = /import\('\/app\/([^']+)'\)/.exec(start)?.[1] ?? '';
    expect(readFileSync(join(folder, '../..', script), 'utf8')).toContain('npm start');
  });
});
