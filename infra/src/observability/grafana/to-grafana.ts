/** Writes a dashboard the way Grafana imports it: numbered panels, each with its place. */
import type { Board, Datasource, Panel, Row, Target, Variable } from './model.ts';

const schemaVersion = 39;
const columns = 24;
const panelHeight = 8;
const widthDefault = 8;

export function toGrafana({ uid, title, tags, variables, rows }: Board) {
  return {
    uid,
    title,
    tags: [...tags],
    timezone: 'browser',
    editable: true,
    graphTooltip: 1,
    schemaVersion,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    annotations: { list: [] },
    templating: { list: variables.map(variableOf) },
    panels: panelsOf(rows),
  };
}

export type GrafanaDashboard = ReturnType<typeof toGrafana>;

const reference = (datasource: Datasource) => ({ type: datasource, uid: `\${${datasource}}` });

function variableOf(variable: Variable) {
  const { kind, name } = variable;
  const common = { name, label: name };
  if (kind === 'datasource') {
    return { ...common, type: 'datasource', query: name, refresh: 1, hide: 0 };
  }
  if (kind === 'text') {
    const { initial } = variable;
    const current = { text: initial, value: initial };
    return { ...common, type: 'textbox', query: initial, current };
  }
  return {
    ...common,
    type: 'query',
    datasource: reference('prometheus'),
    query: { query: variable.query, refId: name },
    refresh: 2,
    multi: true,
    includeAll: true,
    allValue: '.*',
    sort: 1,
  };
}

function panelsOf(rows: readonly Row[]) {
  let id = 0;
  let y = 0;
  return rows.flatMap(({ title, panels }) => {
    id += 1;
    const heading = {
      id,
      type: 'row',
      title,
      collapsed: false,
      panels: [],
      gridPos: { x: 0, y, w: columns, h: 1 },
    };
    y += 1;
    let x = 0;
    const placed = panels.map((panel) => {
      const { width: w = widthDefault } = panel;
      if (x + w > columns) {
        x = 0;
        y += panelHeight;
      }
      id += 1;
      const placedPanel = { id, gridPos: { x, y, w, h: panelHeight }, ...panelOf(panel) };
      x += w;
      return placedPanel;
    });
    y += panelHeight;
    return [heading, ...placed];
  });
}

function panelOf({ title, description, kind, datasource, targets, unit, limit }: Panel) {
  const isStat = kind === 'stat';
  return {
    type: kind,
    title,
    description,
    datasource: reference(datasource),
    targets: targets.map((target, index) => ({
      refId: String.fromCodePoint('A'.charCodeAt(0) + index),
      datasource: reference(datasource),
      ...targetOf(target),
    })),
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        thresholds: { mode: 'absolute', steps: stepsOf(limit) },
        ...(isStat
          ? {}
          : {
              custom: {
                lineWidth: 1,
                fillOpacity: 10,
                showPoints: 'never',
                thresholdsStyle: { mode: limit === undefined ? 'off' : 'dashed' },
              },
            }),
      },
      overrides: [],
    },
    options: isStat
      ? { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'value', graphMode: 'area' }
      : {
          legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
          tooltip: { mode: 'multi', sort: 'desc' },
        },
  };
}

const stepsOf = (limit: number | undefined) => [
  { color: 'green', value: null },
  ...(limit === undefined ? [] : [{ color: 'red', value: limit }]),
];

function targetOf(target: Target) {
  if ('expr' in target) {
    const { expr, legend } = target;
    return { expr, legendFormat: legend, range: true, editorMode: 'code' };
  }
  const { search, statistic, legend } = target;
  return {
    queryMode: 'Metrics',
    metricQueryType: 0,
    metricEditorMode: 1,
    region: 'default',
    expression: `SEARCH('${search}', '${statistic}', 60)`,
    label: legend,
  };
}
