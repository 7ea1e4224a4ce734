/** Ports against an emulator of AWS, where there is one on the PATH. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockPlace, withLock } from '../deploy/lock.ts';
import { hasMoto, type Moto, startMoto } from '../support/moto.ts';
import { type Aws, createAws } from './aws.ts';
import { clientConfig } from './options.ts';

const isThere = hasMoto();
if (!isThere) process.stdout.write('moto_server is not on the PATH: nothing was emulated.\n');

describe.skipIf(!isThere)('an emulated AWS', () => {
  let moto: Moto | undefined;
  let aws: Aws;

  beforeAll(async () => {
    moto = await startMoto();
    if (moto === undefined) throw new Error('moto_server does not start.');
    aws = createAws(moto.options);
    const s3 = new S3Client({ ...clientConfig(moto.options), forcePathStyle: true });
    for (const Bucket of ['states', 'full']) {
      await s3.send(
        new CreateBucketCommand({
          Bucket,
          CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-2' },
        }),
      );
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
      );
    }
    const ssm = new SSMClient(clientConfig(moto.options));
    await ssm.send(new PutParameterCommand({ Name: '/t/dev/image', Value: 'old', Type: 'String' }));
    const secrets = new SecretsManagerClient(clientConfig(moto.options));
    await secrets.send(new CreateSecretCommand({ Name: 't/dev/database', SecretString: 'hidden' }));
    const tables = new DynamoDBClient(clientConfig(moto.options));
    await tables.send(
      new CreateTableCommand({
        TableName: 't-dev-tickets',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
      }),
    );
  });
  afterAll(() => moto?.stop());

  it('knows who asks', async () => {
    expect(await aws.identity.accountId()).toMatch(/^\d{12}$/);
  });

  it('has parameters that are there, and others that are not', async () => {
    await aws.parameters.write('/t/dev/image', 'new');
    expect(await aws.parameters.read('/t/dev/image')).toBe('new');
    expect(await aws.parameters.read('/t/dev/none')).toBeUndefined();
  });

  it('keeps versions of states and goes back to one', async () => {
    const put = (text: string) =>
      aws.buckets.put('states', 'a/b.tfstate', text, { contentType: 'application/json' });
    await put('first');
    await put('second');
    const versions = await aws.buckets.versions('states', 'a/b.tfstate');
    expect(versions).toHaveLength(2);
    const old = versions.find(({ isCurrent }) => !isCurrent);
    await aws.buckets.copy('states', 'a/b.tfstate', 'a/b.tfstate', old?.versionId);
    expect((await aws.buckets.read('states', 'a/b.tfstate'))?.text).toBe('first');
  });

  it('lets only one release', async () => {
    const ports = { buckets: aws.buckets, clock: { nowMs: () => 0 } };
    const place = lockPlace('states', 'fargate', 'dev');
    const outcome = await withLock(ports, place, 'first', async () =>
      withLock(ports, place, 'second', async () => 'worked').catch((error: unknown) =>
        String(error),
      ),
    );
    expect(outcome).toContain('first');
    expect(await aws.buckets.read(place.bucket, place.key)).toBeUndefined();
  });

  it('empties buckets of everything that ever was in them', async () => {
    for (const key of ['a', 'a', 'b']) {
      await aws.buckets.put('full', key, key, { contentType: 'text/plain' });
    }
    await aws.buckets.remove('full', ['b']);
    expect(await aws.buckets.empty('full')).toBe(4);
    expect(await aws.buckets.versions('full', 'a')).toEqual([]);
    expect(await aws.buckets.list('fu')).toEqual(['full']);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await aws.instanceGroups.find('none')).toBeUndefined();
    expect(await aws.loadBalancers.find('none')).toBeUndefined();
    expect(await aws.databases.instance.find('none')).toBeUndefined();
    expect(await aws.databases.cluster.find('none')).toBeUndefined();
    expect(await aws.redisGroups.find('none')).toBeUndefined();
    expect(await aws.taskServices.find('none', 'none')).toBeUndefined();
    expect(await aws.images.digestOf('none', 'latest')).toBeUndefined();
    expect(await aws.distributions.findByHost('none')).toBeUndefined();
    expect(await aws.healthChecks.find('none')).toBeUndefined();
    expect(await aws.buckets.exists('none')).toBe(false);
  });

  it('has tables and secrets', async () => {
    expect(await aws.tables.list('t-dev-')).toEqual(['t-dev-tickets']);
    await aws.tables.readOne('t-dev-tickets');
    expect(await aws.secrets.read('t/dev/database')).toBe('hidden');
    expect(await aws.secrets.find('t/dev/database')).toMatchObject({ rotates: false });
    expect(await aws.secrets.find('t/dev/none')).toBeUndefined();
  });
});
