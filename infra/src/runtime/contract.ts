/**
 * What the application needs from any topology, stated once. Every topology builds its containers
 * from this file and nothing else, and a test compares it with the server's own settings, so that
 * neither side can change alone.
 */

/** How the process behaves; the numbers are the server's. */
export const runtime = {
  port: 8080,
  /** Metrics for Prometheus. Inside the network only. */
  metricsPort: 9464,
  /** The container's user and group; its root file system is read-only, `dataDir` is not. */
  userId: 1000,
  dataDir: '/data',
  /** One handler answers on all of them: whether the process can serve. */
  healthPaths: ['/api/health', '/health', '/actuator/health'],
  /** Whether it should get traffic: it can reach its database. */
  readyPath: '/readyz',
  stopSignal: 'SIGTERM',
  /** How long it drains (`STOP_TIMEOUT_MS`), and after what grace it may be killed. */
  stopTimeoutMs: 25_000,
  stopGraceSeconds: 30,
  commands: {
    serve: ['node', 'server/src/main/server.ts'],
    migrate: ['node', 'server/src/main/migrate.ts'],
    audit: ['node', 'server/src/main/audit.ts'],
    simulatePayments: ['node', 'server/src/main/payment-simulator.ts'],
  },
} as const;

export type ScalingSignal = 'cpu' | 'memory' | 'requests' | 'queue-depth';

export type RoleNeeds = {
  /** The value of `ROLE`. */
  readonly role: 'api' | 'worker' | 'realtime';
  readonly purpose: string;
  /** Whether the load balancer sends it requests. */
  readonly public: boolean;
  readonly scalesOn: readonly ScalingSignal[];
  /** `false` while the server refuses the role. */
  readonly built: boolean;
};

export const roles = [
  {
    role: 'api',
    purpose: 'answers HTTP: the API, the pages, the live channel',
    public: true,
    scalesOn: ['cpu', 'memory', 'requests'],
    built: true,
  },
  {
    role: 'worker',
    purpose: 'relays the outbox, expires holds, drives orders, issues tickets, consumes queues',
    public: false,
    scalesOn: ['cpu', 'queue-depth'],
    built: true,
  },
  {
    role: 'realtime',
    purpose: 'streams changes to watchers; api nodes do it, too, so no topology has to have it',
    public: true,
    scalesOn: ['cpu', 'memory'],
    built: true,
  },
] as const satisfies readonly RoleNeeds[];

/** Roles that are deployed. */
export type DeployedRole = 'api' | 'worker';

type Variable = {
  /**
   * `false` while the server declares the setting without having the feature: setting it would
   * refuse to start, so it is not passed on, but what it refers to is built and ready.
   */
  readonly accepted: boolean;
  /** Whether a topology may do without. */
  readonly optional?: true;
};

/** The same everywhere. */
export const constants = {
  NODE_ENV: 'production',
  HOST: '0.0.0.0',
  PORT: String(runtime.port),
  METRICS_HOST: '0.0.0.0',
  METRICS_PORT: String(runtime.metricsPort),
  DATA_DIR: runtime.dataDir,
  STOP_TIMEOUT_MS: String(runtime.stopTimeoutMs),
  // Load balancers ask every few seconds; until they have, new requests still come.
  STOP_UNREADY_MS: '5000',
  DATABASE_MIGRATE: 'require',
  // The only provider that the server has yet; with it every ticket is free.
  PAYMENT_PROVIDER: 'simulator',
} as const;

/** Known to the topology, and no secret: addresses, sizes, names. */
export const topologyVariables = {
  ROLE: { accepted: true },
  PUBLIC_URL: { accepted: true },
  TRUSTED_PROXIES: { accepted: true },
  DATABASE_URL: { accepted: true },
  DATABASE_POOL_MAX: { accepted: true },
  ENGINE_CONNECTIONS: { accepted: true },
  DATABASE_MAX_CONNECTIONS_BUDGET: { accepted: true },
  DATABASE_CONNECTIONS_HEADROOM: { accepted: true },
  INSTANCES_MAX: { accepted: true },
  PAYMENT_SIMULATOR_URL: { accepted: true },
  DATABASE_READ_URL: { accepted: true },
  REDIS_URL: { accepted: true },
  REDIS_CLUSTER: { accepted: true },
  BLOBS_S3_BUCKET: { accepted: false },
  OTEL_EXPORTER_OTLP_ENDPOINT: { accepted: false },
  EVENTS_TICKET_BUS: { accepted: false, optional: true },
  EVENTS_RESERVATION_BUS: { accepted: false, optional: true },
  EVENTS_PAYMENT_QUEUE_URL: { accepted: false, optional: true },
  EVENTS_INVENTORY_QUEUE_URL: { accepted: false, optional: true },
  EVENTS_NOTIFICATION_TOPIC_ARN: { accepted: false, optional: true },
} as const satisfies Readonly<Record<string, Variable>>;

/** Taken from Secrets Manager when a container starts; never in a state, a plan or a log. */
export const secretVariables = {
  DATABASE_USER: { accepted: true },
  DATABASE_PASSWORD: { accepted: true },
  SESSION_SECRET: { accepted: true },
  PAYMENT_SIMULATOR_SECRET: { accepted: true },
  PAYMENT_WEBHOOK_SECRET: { accepted: true },
  // The first key for booking, of whoever deploys; the server makes it known at its start.
  PARTNER_API_KEY: { accepted: true },
  REDIS_PASSWORD: { accepted: true },
  QUEUE_SIGNING_KEY: { accepted: true },
} as const satisfies Readonly<Record<string, Variable>>;

type TopologyVariable = keyof typeof topologyVariables;
type OptionalVariable = {
  [K in TopologyVariable]: (typeof topologyVariables)[K] extends { optional: true } ? K : never;
}[TopologyVariable];

/** A whole secret, or one key of a JSON secret. */
export type SecretReference = { readonly secretArn: string; readonly jsonKey?: string };

/** What a topology has to say before anything can run in it: leaving one out does not compile. */
export type TopologyValues = Readonly<Record<Exclude<TopologyVariable, OptionalVariable>, string>> &
  Readonly<Partial<Record<OptionalVariable, string>>>;
export type SecretReferences = Readonly<Record<keyof typeof secretVariables, SecretReference>>;

export type ContainerEnvironment = {
  readonly plain: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretReference>>;
};

/** The environment of a container, without what the server does not accept yet. */
export const containerEnvironment = (
  values: TopologyValues,
  secrets: SecretReferences,
): ContainerEnvironment => ({
  plain: { ...constants, ...acceptedOf(topologyVariables, values) },
  secrets: acceptedOf(secretVariables, secrets),
});

const acceptedOf = <T>(
  table: Readonly<Record<string, Variable>>,
  values: Readonly<Record<string, T>>,
): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => table[name]?.accepted === true));
