/** A collector of OpenTelemetry, run by its operator (opentelemetry.io/v1beta1). */
import type { Manifest } from '../manifest/manifest.ts';
import { custom, customKind, resourceName } from './custom-kind.ts';
import { anything, flag, list, map, number, object, oneOf, text } from './shape.ts';

export const collectorKind = customKind(
  'opentelemetry.io/v1beta1',
  'OpenTelemetryCollector',
  object(
    {
      mode: oneOf('deployment', 'statefulset'),
      image: text(/^[\w./-]+:[\w.-]+$/),
      replicas: number,
      serviceAccount: resourceName,
      resources: anything,
      config: object(
        {
          receivers: map(anything),
          exporters: map(anything),
          service: object(
            {
              pipelines: map(
                object(
                  { receivers: list(text(), 1), exporters: list(text(), 1) },
                  { processors: list(text()) },
                ),
              ),
            },
            { extensions: list(text()), telemetry: anything },
          ),
        },
        { processors: map(anything), extensions: map(anything) },
      ),
    },
    {
      targetAllocator: object(
        { enabled: flag, serviceAccount: resourceName, prometheusCR: anything },
        {
          nodeSelector: map(text()),
          tolerations: list(anything),
          securityContext: anything,
          podSecurityContext: anything,
        },
      ),
      nodeSelector: map(text()),
      tolerations: list(anything),
      securityContext: anything,
      podSecurityContext: anything,
      priorityClassName: text(),
    },
  ),
);

/** A misspelt receiver in a pipeline would stop the collector when it starts, not before. */
export function collector(metadata: Manifest['metadata'], spec: CollectorSpec): Manifest {
  const { receivers, exporters, processors = {}, service } = spec.config;
  for (const [name, pipeline] of Object.entries(service.pipelines)) {
    const used = [
      ...pipeline.receivers.map((one) => [one, receivers] as const),
      ...(pipeline.processors ?? []).map((one) => [one, processors] as const),
      ...pipeline.exporters.map((one) => [one, exporters] as const),
    ];
    for (const [one, known] of used) {
      if (!Object.hasOwn(known, one)) {
        throw new Error(`Collector ${metadata.name}: the pipeline ${name} has no "${one}".`);
      }
    }
  }
  return custom(collectorKind, metadata, spec);
}

type Parts = Readonly<Record<string, object>>;
type Pipeline = {
  readonly receivers: readonly string[];
  readonly processors?: readonly string[];
  readonly exporters: readonly string[];
};

export type CollectorSpec = {
  readonly mode: 'deployment' | 'statefulset';
  readonly image: string;
  readonly replicas: number;
  readonly serviceAccount: string;
  readonly resources: object;
  readonly config: {
    readonly receivers: Parts;
    readonly processors?: Parts;
    readonly exporters: Parts;
    readonly extensions?: Parts;
    readonly service: {
      readonly extensions?: readonly string[];
      readonly pipelines: Readonly<Record<string, Pipeline>>;
    };
  };
  readonly targetAllocator?: object;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly object[];
  readonly securityContext?: object;
  readonly podSecurityContext?: object;
};
