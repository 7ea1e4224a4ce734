/** Ports over services that answer in JSON, and over CloudFront, Route 53 and S3. */
import { afterEach, describe, expect, it } from 'vitest';
import { fakeAws, type FakeAwsServer, formError, jsonError } from '../support/fake-aws.ts';
import { createBuckets } from './buckets.ts';
import { createDistributions } from './distributions.ts';
import { createHealthChecks } from './health-checks.ts';
import { createMetrics } from './metrics.ts';
import { createQuotas } from './quotas.ts';
import { createSecrets } from './secrets.ts';
import { createTaskServices } from './task-services.ts';

let server: FakeAwsServer | undefined;
afterEach(() => server?.close());

const serve = async (answers: Parameters<typeof fakeAws>[0]): Promise<FakeAwsServer> => {
  server = await fakeAws(answers);
  return server;
};

describe('task services', () => {
  it('get a revision in which only the image of the product differs', async () => {
    const definition = {
      taskDefinitionArn: 'arn:api:3',
      family: 'ticketing-dev-api',
      revision: 3,
      status: 'ACTIVE',
      requiresAttributes: [{ name: 'com.amazonaws.ecs.capability' }],
      compatibilities: ['EC2', 'FARGATE'],
      registeredBy: 'terraform',
      cpu: '512',
      containerDefinitions: [
        { name: 'product', image: 'registry/ticketing@sha256:old', essential: true },
        { name: 'collector', image: 'public.ecr.aws/collector:v1' },
        { name: 'other', image: 'registry/ticketing-tools:1' },
      ],
    };
    const { options, inputs } = await serve({
      DescribeTaskDefinition: JSON.stringify({ taskDefinition: definition, tags: [] }),
      RegisterTaskDefinition: JSON.stringify({
        taskDefinition: { taskDefinitionArn: 'arn:api:4' },
      }),
    });
    const image = 'registry/ticketing@sha256:new';
    const services = createTaskServices(options);
    expect(await services.registerImage('arn:api:3', 'registry/ticketing', image)).toBe(
      'arn:api:4',
    );
    expect(inputs('RegisterTaskDefinition')[0]).toEqual({
      family: 'ticketing-dev-api',
      cpu: '512',
      containerDefinitions: [
        { name: 'product', image, essential: true },
        { name: 'collector', image: 'public.ecr.aws/collector:v1' },
        { name: 'other', image: 'registry/ticketing-tools:1' },
      ],
    });
    await expect(services.registerImage('arn:api:3', 'elsewhere/x', image)).rejects.toThrow(
      /imageRepository/,
    );
  });

  it('know the newest revision of a family', async () => {
    const containerDefinitions = [{ name: 'product', image: 'registry/ticketing@sha256:1' }];
    const { options, inputs } = await serve({
      DescribeTaskDefinition: JSON.stringify({
        taskDefinition: { taskDefinitionArn: 'arn:api:7', containerDefinitions },
      }),
    });
    expect(await createTaskServices(options).revision('api')).toEqual({
      arn: 'arn:api:7',
      images: ['registry/ticketing@sha256:1'],
    });
    // AWS takes a family without a number for its newest active revision.
    expect(inputs('DescribeTaskDefinition')[0]).toMatchObject({ taskDefinition: 'api' });
  });

  it('say why a task could not be started', async () => {
    const { options } = await serve({
      RunTask: JSON.stringify({ tasks: [], failures: [{ reason: 'Capacity is unavailable' }] }),
    });
    const run = createTaskServices(options).runTask('cluster', 'migrate:2', undefined);
    await expect(run).rejects.toThrow('Capacity is unavailable');
  });

  it('that are gone are not there', async () => {
    const { options } = await serve({
      DescribeServices: [
        JSON.stringify({ services: [{ status: 'INACTIVE' }] }),
        jsonError('ClusterNotFoundException'),
      ],
    });
    const services = createTaskServices(options);
    expect(await services.find('cluster', 'api')).toBeUndefined();
    expect(await services.find('cluster', 'api')).toBeUndefined();
  });
});

describe('metrics', () => {
  it('are added up over all pages; what was not counted is 0', async () => {
    const { options, inputs } = await serve({
      GetMetricData: [
        JSON.stringify({
          MetricDataResults: [{ Id: 'requests', Values: [10, 20] }],
          NextToken: 'more',
        }),
        JSON.stringify({ MetricDataResults: [{ Id: 'requests', Values: [3] }] }),
      ],
    });
    const query = {
      namespace: 'AWS/ApplicationELB',
      metric: 'RequestCount',
      dimensions: { A: 'b' },
    };
    const sums = await createMetrics(options).sums(
      [
        { id: 'requests', ...query },
        { id: 'answers', ...query },
      ],
      0,
      60_000,
    );
    expect(sums).toEqual({ requests: 33, answers: 0 });
    expect(inputs('GetMetricData')[1]).toMatchObject({ NextToken: 'more' });
  });
});

const quota = (Value: number): string => JSON.stringify({ Quota: { QuotaName: 'vCPUs', Value } });

describe('quotas', () => {
  it("are the account's own, or AWS's default", async () => {
    const { options } = await serve({
      GetServiceQuota: [quota(64), jsonError('NoSuchResourceException')],
      GetAWSDefaultServiceQuota: quota(5),
    });
    const quotas = createQuotas(options);
    expect(await quotas.find('ec2', 'L-1216C47A')).toEqual({ name: 'vCPUs', value: 64 });
    expect(await quotas.find('ec2', 'L-1216C47A')).toEqual({ name: 'vCPUs', value: 5 });
  });
});

const secret = (stages: Record<string, string[]>): string =>
  JSON.stringify({ ARN: 'arn', RotationEnabled: true, VersionIdsToStages: stages });

describe('secrets', () => {
  it('are being rotated while a version waits that is not the current one', async () => {
    const { options } = await serve({
      DescribeSecret: [
        secret({ a: ['AWSCURRENT'], b: ['AWSPENDING'] }),
        secret({ b: ['AWSCURRENT', 'AWSPENDING'], a: ['AWSPREVIOUS'] }),
      ],
    });
    const secrets = createSecrets(options);
    expect((await secrets.find('s'))?.pending).toBe(true);
    expect((await secrets.find('s'))?.pending).toBe(false);
  });
});

const check = (id: string, config: string): string =>
  `<HealthCheck><Id>${id}</Id><HealthCheckConfig>${config}</HealthCheckConfig></HealthCheck>`;

const tag = (name: string): string => `<ListTagsForResourceResponse><ResourceTagSet><Tags><Tag>
  <Key>Name</Key><Value>${name}</Value></Tag></Tags></ResourceTagSet>
      </ListTagsForResourceResponse>`;

describe('Route 53', () => {
  it('finds a check by its name and turns it', async () => {
    const { options, inputs } = await serve({
      'GET /2013-04-01/healthcheck': `<ListHealthChecksResponse><HealthChecks>
        ${check('h1', '')}${check('h2', '<Disabled>true</Disabled><Inverted>true</Inverted>')}
        </HealthChecks><IsTruncated>false</IsTruncated></ListHealthChecksResponse>`,
      'GET /2013-04-01/tags/healthcheck/h1': tag('another'),
      'GET /2013-04-01/tags/healthcheck/h2': tag('ticketing-prod-health-primary'),
      'POST /2013-04-01/healthcheck/h2': '<UpdateHealthCheckResponse/>',
    });
    const checks = createHealthChecks(options);
    expect(await checks.find('ticketing-prod-health-primary')).toEqual({
      id: 'h2',
      route: 'standby',
    });
    await checks.setRoute('h2', 'automatic');
    const [update] = inputs('POST /2013-04-01/healthcheck/h2');
    expect(update?.['body']).toContain('<Inverted>false</Inverted>');
    expect(update?.['body']).toContain('<Disabled>false</Disabled>');
  });
});

const item = (id: string, alias: string): string => `<DistributionSummary><Id>${id}</Id>
  <Aliases><Quantity>1</Quantity><Items><CNAME>${alias}</CNAME></Items></Aliases>
  </DistributionSummary>`;

describe('CloudFront', () => {
  it('is found by a name that it serves', async () => {
    const { options } = await serve({
      'GET /2020-05-31/distribution': `<DistributionList><IsTruncated>false</IsTruncated><Items>
        ${item('E1', 'other.example')}${item('E2', 'tickets.example.com')}</Items>
        </DistributionList>`,
    });
    const distributions = createDistributions(options);
    expect(await distributions.findByHost('tickets.example.com')).toBe('E2');
  });
});

describe('buckets', () => {
  it('write only when the condition holds', async () => {
    const { options, asked } = await serve({
      'PUT /bucket/key': [
        { status: 200, headers: { etag: '"1"' } },
        formError('PreconditionFailed', 412),
        formError('ConditionalRequestConflict', 409),
        formError('AccessDenied', 403),
      ],
    });
    const buckets = createBuckets(options);
    const put = () =>
      buckets.put('bucket', 'key', 'text', { contentType: 'text/plain', when: 'absent' });
    expect([await put(), await put(), await put()]).toEqual(['"1"', undefined, undefined]);
    await expect(put()).rejects.toThrow('AccessDenied');
    expect(asked[0]?.input['headers']).toMatchObject({ 'if-none-match': '*' });
  });
});
