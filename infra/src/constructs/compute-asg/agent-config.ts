/**
 * What the CloudWatch agent of an instance collects: memory and disk, of which EC2 knows nothing,
 * the log of the first start, and traces by OpenTelemetry, which it hands on to X-Ray.
 */

export type AgentConfigProps = {
  readonly groupName: string;
  readonly logGroupName: string;
  /** Where user data writes. */
  readonly userDataLog: string;
};

/** Of the metrics `mem_used_percent` and `disk_used_percent`, by `AutoScalingGroupName`. */
export const agentNamespace = 'CWAgent';

export function agentConfig({ groupName, logGroupName, userDataLog }: AgentConfigProps): string {
  // Figures of the group, without the host's name: those of an instance are gone with it.
  const dimensions = { append_dimensions: { AutoScalingGroupName: groupName } };
  const userDataFile = {
    file_path: userDataLog,
    log_group_name: logGroupName,
    log_stream_name: 'user-data/{instance_id}',
  };
  const config = {
    agent: { metrics_collection_interval: 60, run_as_user: 'root', omit_hostname: true },
    metrics: {
      namespace: agentNamespace,
      metrics_collected: {
        mem: { measurement: ['mem_used_percent'], ...dimensions },
        disk: { measurement: ['used_percent'], resources: ['/'], drop_device: true, ...dimensions },
      },
    },
    logs: { logs_collected: { files: { collect_list: [userDataFile] } } },
    traces: { traces_collected: { otlp: {}, xray: {} } },
  };
  return JSON.stringify(config, undefined, 2);
}
