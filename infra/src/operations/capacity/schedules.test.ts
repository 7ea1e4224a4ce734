/** What is really asked of AWS and kustomize, with recorded answers, an emulator, and kubectl. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
} from '@aws-sdk/client-auto-scaling';
import { afterEach, describe, expect, it } from 'vitest';
import type { CapacityAction } from '../../forecast/plan/plan-capacity.ts';
import { createGroupSchedules } from '../aws/group-schedules.ts';
import { clientConfig } from '../aws/options.ts';
import { fakeAws, type FakeAwsServer, formError } from '../support/fake-aws.ts';
import { hasMoto, startMoto } from '../support/moto.ts';
import { addComponent, capacityComponent } from './cluster-component.ts';
import { serviceSchedule } from './service-schedule.ts';

let server: FakeAwsServer | undefined;
afterEach(() => server?.close());

const member = (name: string, more: string): string =>
  `<member><ScheduledActionName>${name}</ScheduledActionName>${more}</member>`;
const answer = (members: string): string =>
  `<DescribeScheduledActionsResponse><DescribeScheduledActionsResult><ScheduledUpdateGroupActions>
    ${members}</ScheduledUpdateGroupActions></DescribeScheduledActionsResult>
    </DescribeScheduledActionsResponse>`;

describe('scheduled actions of a group', () => {
  it('are listed without what is repeated, put, and removed twice', async () => {
    server = await fakeAws({
      DescribeScheduledActions: answer(
        member(
          'capacity-42-202611270946',
          '<StartTime>2026-11-27T09:46:00Z</StartTime><MinSize>8</MinSize>',
        ) +
          member(
            'evening',
            '<Recurrence>30 18 * * *</Recurrence><StartTime>2026-11-27T09:30:00Z</StartTime><MinSize>4</MinSize>',
          ),
      ),
      PutScheduledUpdateGroupAction: '<PutScheduledUpdateGroupActionResponse/>',
      DeleteScheduledAction: [
        '<DeleteScheduledActionResponse/>',
        {
          status: 400,
          body: '<ErrorResponse><Error><Code>ValidationError</Code><Message>Scheduled action name not found</Message></Error></ErrorResponse>',
        },
        formError('AccessDenied', 403),
      ],
    });
    const schedules = createGroupSchedules(server.options);
    const atMs = Date.UTC(2026, 10, 27, 9, 46);
    const floor = { name: 'capacity-42-202611270946', atMs, min: 8 };
    expect(await schedules.list('asg')).toEqual([floor]);
    await schedules.put('asg', floor);
    const [put] = server.inputs('PutScheduledUpdateGroupAction');
    expect(put).toMatchObject({
      AutoScalingGroupName: 'asg',
      ScheduledActionName: floor.name,
      StartTime: '2026-11-27T09:46:00Z',
      MinSize: '8',
    });
    // The size and the maximum are not the plan's.
    expect(put).not.toHaveProperty('DesiredCapacity');
    expect(put).not.toHaveProperty('MaxSize');
    await schedules.remove('asg', floor.name);
    await schedules.remove('asg', floor.name);
    await expect(schedules.remove('asg', floor.name)).rejects.toThrow('AccessDenied');
  });
});

describe('scheduled actions of a service', () => {
  it('are read and written in the words of the AWS CLI', async () => {
    const asked: (readonly string[])[] = [];
    const schedule = serviceSchedule(
      {
        async run(_program, args) {
          asked.push(args);
          const ScheduledActions = [
            {
              ScheduledActionName: 'capacity-42-202611270946',
              Schedule: 'at(2026-11-27T09:46:00)',
              ScalableTargetAction: { MinCapacity: 8 },
            },
            {
              ScheduledActionName: 'peak',
              Schedule: 'cron(50 18 * * ? *)',
              ScalableTargetAction: { MinCapacity: 5 },
            },
          ];
          const ScalableTargets = [{ MinCapacity: 5, MaxCapacity: 10 }];
          return { exitCode: 0, output: JSON.stringify({ ScheduledActions, ScalableTargets }) };
        },
      },
      { region: 'ap-northeast-2', cluster: 'c', service: 'api' },
    );
    const floor = { name: 'capacity-42-202611270946', atMs: Date.UTC(2026, 10, 27, 9, 46), min: 8 };
    expect(await schedule.list()).toEqual([floor]);
    expect(await schedule.now()).toBe(5);
    await schedule.put(floor);
    await schedule.remove(floor.name);
    expect(asked.map(([, verb]) => verb)).toEqual([
      'describe-scheduled-actions',
      'describe-scalable-targets',
      'put-scheduled-action',
      'delete-scheduled-action',
    ]);
    for (const args of asked) expect(args).toContain('service/c/api');
  });
});

if (!hasMoto()) process.stdout.write('moto_server is not on the PATH: nothing was emulated.\n');

describe.skipIf(!hasMoto())('an emulated AWS', () => {
  it('keeps minimums until they are removed', async () => {
    const moto = await startMoto();
    if (moto === undefined) throw new Error('moto_server does not start.');
    try {
      const client = new AutoScalingClient(clientConfig(moto.options));
      await client.send(
        new CreateLaunchConfigurationCommand({
          LaunchConfigurationName: 'lc',
          ImageId: 'ami-12c6146b',
          InstanceType: 't3.medium',
        }),
      );
      await client.send(
        new CreateAutoScalingGroupCommand({
          AutoScalingGroupName: 'asg',
          LaunchConfigurationName: 'lc',
          MinSize: 0,
          MaxSize: 9,
          AvailabilityZones: ['ap-northeast-2a'],
        }),
      );
      const schedules = createGroupSchedules(moto.options);
      const floor = {
        name: 'capacity-1-203011270946',
        atMs: Date.UTC(2030, 10, 27, 9, 46),
        min: 8,
      };
      await schedules.put('asg', floor);
      await schedules.put('asg', { ...floor, min: 6 });
      expect(await schedules.list('asg')).toEqual([{ ...floor, min: 6 }]);
      await schedules.remove('asg', floor.name);
      expect(await schedules.list('asg')).toEqual([]);
    } finally {
      await moto.stop();
    }
  });
});

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!hasKubectl) process.stdout.write('kubectl is not on the PATH: nothing was built by it.\n');

const overlay = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api }
spec: { minReplicas: 3, maxReplicas: 10 }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: worker }
spec:
  triggers: [{ type: cpu }]
`;

const at = (time: string, role: 'api' | 'worker', desired: number): CapacityAction => ({
  atMs: Date.parse(`2026-11-27T${time}:00Z`),
  role,
  desired,
  reason: '',
});

describe.skipIf(!hasKubectl)('kustomize', () => {
  it('builds an overlay with a plan', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'onsale-component-'));
    try {
      await writeFile(join(folder, 'objects.yaml'), overlay);
      await writeFile(join(folder, 'kustomization.yaml'), 'resources: [objects.yaml]\n');
      const plan = [
        at('09:40', 'worker', 3),
        at('09:46', 'api', 8),
        at('10:15', 'worker', 2),
        at('10:20', 'api', 3),
      ];
      await addComponent(folder, '42', capacityComponent(plan, { api: 3, worker: 2 }));
      const built = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
      expect(built.stderr).toBe('');
      expect(built.stdout).toContain('minReplicas: 8');
      expect(built.stdout).toContain('start: 40 9 27 11 *');
      expect(built.stdout).toContain('end: 15 10 27 11 *');
      expect(built.stdout).toContain('desiredReplicas: "3"');
      expect(built.stdout).toContain('- type: cpu');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
