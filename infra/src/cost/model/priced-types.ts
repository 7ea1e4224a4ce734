/** Which rule prices resources of a type. Every other type is in `free-types.ts`, with a reason. */
import type { Rule } from './rule.ts';
import * as containers from './rules/containers.ts';
import * as data from './rules/data.ts';
import * as edge from './rules/edge.ts';
import * as instances from './rules/instances.ts';
import * as messages from './rules/messages.ts';
import * as network from './rules/network.ts';
import * as security from './rules/security.ts';
import * as storage from './rules/storage.ts';
import * as watch from './rules/watch.ts';

export const pricedTypes: Readonly<Record<string, Rule>> = {
  aws_api_gateway_rest_api: messages.readApi,
  aws_autoscaling_group: instances.autoScalingGroup,
  aws_backup_plan: storage.backupPlan,
  aws_cloudfront_distribution: edge.distribution,
  aws_cloudfront_function: edge.edgeFunction,
  aws_cloudwatch_dashboard: watch.dashboard,
  aws_cloudwatch_event_archive: messages.archive,
  aws_cloudwatch_event_bus: messages.bus,
  aws_cloudwatch_log_group: watch.logGroup,
  aws_cloudwatch_log_metric_filter: watch.metricFilter,
  aws_cloudwatch_metric_alarm: watch.alarm,
  aws_config_configuration_recorder: security.recorder,
  aws_db_instance: data.instanceOfRds,
  aws_dynamodb_table: data.table,
  aws_ecr_replication_configuration: containers.imageReplication,
  aws_ecr_repository: containers.repository,
  aws_ecs_cluster: containers.taskCluster,
  aws_ecs_service: containers.service,
  aws_efs_file_system: storage.fileSystem,
  aws_eip: network.publicAddress,
  aws_eks_addon: containers.addOn,
  aws_eks_cluster: containers.cluster,
  aws_eks_node_group: instances.nodeGroup,
  aws_elasticache_replication_group: data.redis,
  aws_grafana_workspace: watch.grafana,
  aws_guardduty_detector: security.detector,
  aws_instance: instances.instance,
  aws_kms_key: security.key,
  aws_lambda_function: containers.lambda,
  aws_lambda_provisioned_concurrency_config: containers.warmFunction,
  aws_lb: network.loadBalancer,
  aws_nat_gateway: network.natGateway,
  aws_prometheus_workspace: watch.prometheus,
  aws_rds_cluster: data.clusterOfAurora,
  aws_rds_cluster_instance: data.instanceOfAurora,
  aws_rds_global_cluster: data.globalCluster,
  aws_route53_health_check: edge.healthCheck,
  aws_route53_zone: edge.zone,
  aws_s3_bucket: storage.bucket,
  aws_s3_bucket_replication_configuration: storage.bucketReplication,
  aws_secretsmanager_secret: security.secret,
  aws_securityhub_account: security.hub,
  aws_service_discovery_private_dns_namespace: edge.privateNames,
  aws_service_discovery_service: edge.registeredService,
  aws_sns_topic: messages.topic,
  aws_sqs_queue: messages.queue,

  aws_vpc_endpoint: network.endpoint,
  aws_wafv2_web_acl: edge.webAcl,
  aws_xray_sampling_rule: watch.samplingRule,
};
