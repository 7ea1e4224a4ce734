/** Which figures of CloudWatch are brought to Prometheus: each one is paid for by the request. */
type Statistic = 'Average' | 'Maximum' | 'Sum' | 'p99';

export const exportedMetrics: Readonly<
  Record<string, Readonly<Record<string, readonly Statistic[]>>>
> = {
  'AWS/ApplicationELB': {
    RequestCount: ['Sum'],
    TargetResponseTime: ['Average', 'p99'],
    HTTPCode_ELB_5XX_Count: ['Sum'],
    HTTPCode_Target_5XX_Count: ['Sum'],
    UnHealthyHostCount: ['Maximum'],
  },
  'AWS/ElastiCache': {
    EngineCPUUtilization: ['Average'],
    DatabaseMemoryUsagePercentage: ['Average'],
    CurrConnections: ['Average'],
    CacheHits: ['Sum'],
    CacheMisses: ['Sum'],
    Evictions: ['Sum'],
    NetworkBytesIn: ['Sum'],
    NetworkBytesOut: ['Sum'],
  },
  'AWS/DynamoDB': {
    ConsumedReadCapacityUnits: ['Sum'],
    ConsumedWriteCapacityUnits: ['Sum'],
    ThrottledRequests: ['Sum'],
  },
  'AWS/SQS': {
    ApproximateNumberOfMessagesVisible: ['Maximum'],
    ApproximateAgeOfOldestMessage: ['Maximum'],
  },
};
