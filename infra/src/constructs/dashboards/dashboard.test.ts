/** Dashboards are laid out in CloudWatch's grid, and say what CloudWatch understands. */
import { describe, expect, it } from 'vitest';
import { synthesise } from '../../../test/support/synthesise.ts';
import { metricsOf } from '../alarms/metric.ts';
import { createDashboard } from './dashboard.ts';
import { columns, placesOf } from './layout.ts';
import type { Widget } from './widget.ts';

const cpu = metricsOf('AWS/EC2', { AutoScalingGroupName: 'asg' })('CPUUtilization', 'Average');
const graph: Widget = { kind: 'graph', title: 'CPU', lines: [{ metric: cpu, label: 'all' }] };
const heading: Widget = { kind: 'heading', text: 'Instances' };

describe('the grid', () => {
  const widgets: readonly Widget[] = [
    heading,
    ...Array.from({ length: 5 }, () => graph),
    heading,
    { kind: 'log', title: 'Errors', logGroupNames: ['/aws/ec2/ticketing-dev'], query: 'limit 5' },
    graph,
    { kind: 'alarms', title: 'Alarms', arns: ['arn:alarm'] },
  ];
  const places = placesOf(widgets);

  it('has 24 columns, and no widget outside of them', () => {
    for (const { x, width } of places) expect(x + width).toBeLessThanOrEqual(columns);
  });

  it('has no two widgets in one place', () => {
    for (const [index, one] of places.entries()) {
      for (const other of places.slice(0, index)) {
        const apart =
          one.x >= other.x + other.width ||
          other.x >= one.x + one.width ||
          one.y >= other.y + other.height ||
          other.y >= one.y + one.height;
        expect(apart).toBe(true);
      }
    }
  });

  it('starts a row with each heading', () => {
    const headings = places.filter((_, index) => widgets[index]?.kind === 'heading');
    expect(headings.map(({ x, width }) => [x, width])).toEqual([
      [0, columns],
      [0, columns],
    ]);
  });
});

describe('a dashboard', () => {
  it('alternates names and values of dimensions, as CloudWatch reads metrics', () => {
    const { onlyOne } = synthesise((stack) => {
      createDashboard(stack, 'dashboard', {
        name: 'ticketing-dev-dashboard',
        region: 'ap-northeast-2',
        widgets: [
          { ...graph, marks: [{ label: 'Alarm', value: 70 }] },
          { kind: 'log', title: 'Errors', logGroupNames: ['/a', '/b'], query: 'limit 5' },
        ],
      });
    });
    const { dashboard_name, dashboard_body } = onlyOne('aws_cloudwatch_dashboard');
    expect(dashboard_name).toBe('ticketing-dev-dashboard');
    expect(dashboard_body).toContain(
      '["AWS/EC2", "CPUUtilization", "AutoScalingGroupName", "asg", ' +
        '{"stat" = "Average", "label" = "all"}]',
    );
    expect(dashboard_body).toContain('"annotations" = {"horizontal" = [{"label" = "Alarm"');
    expect(dashboard_body).toContain("SOURCE '/a' | SOURCE '/b' | limit 5");
  });
});
