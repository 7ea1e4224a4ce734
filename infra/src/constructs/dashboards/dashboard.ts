/** A dashboard of CloudWatch from typed widgets. */
import { CloudwatchDashboard } from '@cdktn/provider-aws/lib/cloudwatch-dashboard/index.js';
import { Fn } from 'cdktn';
import { Construct } from 'constructs';
import { placesOf } from './layout.ts';
import type { Graph, Line, Widget } from './widget.ts';

export type DashboardProps = {
  readonly name: string;
  /** Where the metrics are. */
  readonly region: string;
  readonly widgets: readonly Widget[];
};

export type Dashboard = { readonly name: string };

/** Of one dashboard in CloudWatch. */
const widgetsMax = 500;

export function createDashboard(scope: Construct, id: string, props: DashboardProps): Dashboard {
  const { name, region, widgets } = props;
  if (widgets.length > widgetsMax) {
    throw new Error(`The dashboard ${name} has ${widgets.length} of ${widgetsMax} widgets.`);
  }
  const within = new Construct(scope, id);
  const places = placesOf(widgets);
  const dashboard = new CloudwatchDashboard(within, 'dashboard', {
    dashboardName: name,
    dashboardBody: Fn.jsonencode({
      start: '-PT3H',
      periodOverride: 'inherit',
      widgets: widgets.map((widget, index) => Object.assign(bodyOf(widget, region), places[index])),
    }),
  });
  return { name: dashboard.dashboardName };
}

function bodyOf(widget: Widget, region: string) {
  if (widget.kind === 'graph') return { type: 'metric', properties: graphOf(widget, region) };
  if (widget.kind === 'heading') {
    const markdown = `## ${widget.text}`;
    return { type: 'text', properties: { markdown, background: 'transparent' } };
  }
  const { title } = widget;
  if (widget.kind === 'alarms') {
    return { type: 'alarm', properties: { title, alarms: [...widget.arns] } };
  }
  const sources = widget.logGroupNames.map((group) => `SOURCE '${group}'`);
  const query = [...sources, widget.query].join(' | ');
  return { type: 'log', properties: { title, region, view: 'table', query } };
}

const graphOf = (graph: Graph, region: string) => ({
  title: graph.title,
  region,
  view: 'timeSeries',
  stacked: graph.stacked === true,
  period: 60,
  metrics: graph.lines.map(metricOf),
  yAxis: {
    left: {
      min: 0,
      showUnits: false,
      ...(graph.max === undefined ? {} : { max: graph.max }),
      ...(graph.unit === undefined ? {} : { label: graph.unit }),
    },
  },
  ...(graph.marks === undefined
    ? {}
    : { annotations: { horizontal: graph.marks.map((mark) => ({ ...mark })) } }),
});

/** Names and values of dimensions alternate, and what is to be done with them comes last. */
function metricOf(line: Line) {
  if ('expression' in line) return [{ expression: line.expression, label: line.label }];
  const { metric, label, axis, id, hidden } = line;
  return [
    metric.namespace,
    metric.name,
    ...Object.entries(metric.dimensions).flat(),
    {
      stat: metric.statistic,
      ...(label === undefined ? {} : { label }),
      ...(axis === undefined ? {} : { yAxis: axis }),
      ...(id === undefined ? {} : { id }),
      ...(hidden === true ? { visible: false } : {}),
    },
  ];
}
