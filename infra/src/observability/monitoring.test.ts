/** Alarms and their dashboard come together, and the dashboard shows every loud alarm. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../test/support/synthesise.ts';
import { monitoringConfig } from '../config/ec2-aurora/monitoring.ts';
import { createMonitoring } from './monitoring.ts';
import { runbooksLink } from './runbooks.ts';
import { sampleResources } from './testing-resources.ts';

const { resources, onlyOne } = synthesise((stack) => {
  createMonitoring(stack, 'monitoring', {
    name: (part) => `ticketing-dev-${part}`,
    config: monitoringConfig('dev'),
    resources: sampleResources['ec2-aurora'],
    topics: { critical: 'arn:critical', warning: 'arn:warning', info: 'arn:info' },
    region: 'ap-northeast-2',
    runbooks: runbooksLink('example/onsale'),
  });
});
const alarms = resources('aws_cloudwatch_metric_alarm');

describe('monitoring', () => {
  it('has an action and a link to its runbook on every alarm', () => {
    expect(alarms.length).toBeGreaterThan(20);
    for (const { alarm_actions, alarm_description } of alarms) {
      expect(alarm_actions).not.toEqual([]);
      expect(alarm_description).toMatch(
        /https:\/\/github\.com\/example\/onsale\/blob\/main\/docs\/infrastructure\/runbooks\.md#[a-z-]+$/,
      );
    }
  });

  it('shows every alarm but those that only scale', () => {
    const { dashboard_name, dashboard_body } = onlyOne('aws_cloudwatch_dashboard');
    expect(dashboard_name).toBe('ticketing-dev-dashboard');
    const shown = String(dashboard_body).match(/aws_cloudwatch_metric_alarm\.[\w-]+\.arn/g) ?? [];
    expect(new Set(shown).size).toBe(alarms.length - 1);
    expect(dashboard_body).not.toContain('low-cpu');
  });
});
