/** What a process knows about its surroundings, once everything has been checked. */

export type DatabaseConfig = {
  /** Undefined: start the embedded PostgreSQL in `dataDir`. */
  readonly url: string | undefined;
  /** `apply` migrates at start; `require` refuses to start on an old schema. */
  readonly migrate: 'apply' | 'require';
  readonly poolMax: number;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly idleInTransactionTimeoutMs: number;
  /** Undefined: everything is read from the primary. */
  readonly replica:
    | { readonly url: string; readonly poolMax: number; readonly lagMaxMs: number }
    | undefined;
};

export type HttpConfig = {
  readonly host: string;
  readonly port: number;
  /** False: when the port is taken, use the next free one. */
  readonly portExplicit: boolean;
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  readonly bodyBytesMax: number;
  readonly requestTimeoutMs: number;
};

export type RateLimitConfig = {
  readonly keyPerSecond: number;
  readonly keyBurst: number;
  readonly addressPerSecond: number;
  readonly addressBurst: number;
};

export type EngineConfig = {
  /** Dedicated connections: as many batches may be in flight. */
  readonly connections: number;
  /** Commands in one batch for a pool, or for named seats. */
  readonly batchPoolMax: number;
  readonly batchSeatsMax: number;
  /** Commands that may wait for one event. */
  readonly queueMax: number;
  readonly waitMaxMs: number;
};

export type PaymentsConfig = {
  readonly provider: 'simulator';
  readonly timeoutMs: number;
  /** The current one, then the previous one; empty: the server makes one up. */
  readonly webhookSecrets: readonly string[];
  readonly simulator: {
    /** Undefined: the server starts one of its own. */
    readonly url: string | undefined;
    readonly secret: string | undefined;
    /** JSON, not checked yet. */
    readonly faults: string | undefined;
    /** For a simulator that runs by itself. */
    readonly host: string;
    readonly port: number;
    readonly webhookUrl: string | undefined;
  };
};

/** A provider that people may have an account with. */
export type ProviderConfig = {
  readonly id: 'kakao' | 'naver' | 'google' | 'oidc';
  readonly clientId: string;
  readonly secret: string | undefined;
  /** Where the secret is instead. */
  readonly secretFile: string | undefined;
  /** Of `oidc` alone; the others are known. */
  readonly issuer?: string | undefined;
  readonly name?: string;
  /** Its word that an address was verified counts. */
  readonly trustsEmail?: boolean;
};

export type PeopleConfig = {
  /** `https://host`, whose pages may act for a session; undefined: only pages of the same host. */
  readonly publicOrigin: string | undefined;
  readonly secureCookies: boolean;
  /** Undefined: one is made and kept in the database. */
  readonly secret: string | undefined;
  readonly previousSecret: string | undefined;
  readonly tokenMs: number;
  readonly signedInMs: number;
  readonly guestMs: number;
  readonly signIn: {
    readonly perAddressMinute: number;
    readonly perEmailHour: number;
    readonly hashesMax: number;
  };
  readonly letters: { readonly perAddressMinute: number; readonly perEmailHour: number };
  /** An account comes to be when its address was confirmed; false without mail. */
  readonly signUpConfirmed: boolean;
  readonly providers: readonly ProviderConfig[];
  readonly session: { readonly perSecond: number; readonly burst: number };
  readonly holds: { readonly perPersonMax: number; readonly perAddressMinute: number };
  readonly live: {
    readonly perSessionMax: number;
    readonly perAddressMax: number;
    /** Over Socket.IO too. */
    readonly socketIo: boolean;
  };
};

export type RedisConfig = {
  /** `redis://host:port/number`, without credentials. */
  readonly url: string;
  readonly cluster: boolean;
  readonly tls: boolean;
  readonly caFile: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly commandTimeoutMs: number;
  /** Begins every key. */
  readonly keyPrefix: string;
};

export type QueueConfig = {
  /** What signs tickets and passes: the current key, then the previous one; empty: a shared secret. */
  readonly signingKeys: readonly string[];
  readonly joins: { readonly perPersonMinute: number; readonly perAddressMinute: number };
  readonly challenge: {
    readonly iterations: number;
    readonly triesMin: number;
    readonly triesMax: number;
    readonly freeJoins: number;
    readonly surgePerMinute: number;
    readonly forMs: number;
  };
  /** Undefined: there are no draws with a beacon. */
  readonly beacon:
    | {
        readonly url: string;
        readonly timeoutMs: number;
        /** Undefined: quicknet. */
        readonly chain:
          | {
              readonly chainHash: string;
              readonly publicKey: string;
              readonly scheme: string;
              /** Seconds since the epoch. */
              readonly genesisTime: number;
              /** Seconds. */
              readonly period: number;
            }
          | undefined;
      }
    | undefined;
  readonly retentionMs: number;
};

export type MailConfig = {
  readonly from: string;
  /** Undefined: mails are written to files. */
  readonly smtp:
    | {
        readonly host: string;
        readonly port: number;
        readonly tls: 'starttls' | 'implicit' | 'none';
        readonly credentials: { readonly user: string; readonly password: string } | undefined;
      }
    | undefined;
};

export type PushConfig = {
  /** Base64url; undefined: a pair is made and kept in the database. */
  readonly publicKey: string | undefined;
  readonly privateKey: string | undefined;
  readonly privateKeyFile: string | undefined;
  /** `mailto:` or `https:`. */
  readonly subject: string;
  /** Origins of push services besides the known ones. */
  readonly services: readonly string[];
};

/** Files with keys, as PEM or JSON; they are read at start. */
export type WalletsConfig = {
  /** Undefined: there are no passes for it. */
  readonly apple:
    | {
        readonly passTypeId: string;
        readonly teamId: string;
        readonly certificateFile: string;
        readonly keyFile: string;
        readonly passphrase: string | undefined;
        readonly wwdrFile: string;
      }
    | undefined;
  readonly google: { readonly issuerId: string; readonly credentialsFile: string } | undefined;
};

export type Config = {
  readonly environment: 'development' | 'production' | 'test';
  readonly role: 'all' | 'api' | 'realtime' | 'worker';
  /** An absolute path. */
  readonly dataDir: string;
  /** Create sample data when the database is empty. */
  readonly demo: boolean;
  /** Switches the simulated buyers of a demo; undefined: as somebody left them, on at first. */
  readonly demoCrowd: boolean | undefined;
  readonly stopTimeoutMs: number;
  /** A part of it: how long to go on serving while readiness says that it is ending. */
  readonly stopUnreadyMs: number;
  readonly http: HttpConfig;
  readonly metrics: Pick<HttpConfig, 'host' | 'port' | 'portExplicit'>;
  readonly database: DatabaseConfig;
  readonly engine: EngineConfig;
  readonly holds: { readonly holdMs: number; readonly extensionMs: number };
  readonly partner: { readonly apiKey: string | undefined };
  readonly payments: PaymentsConfig;
  /** Files with keys in PEM; undefined: the database keeps the signing key. */
  readonly tickets: {
    readonly keyFile: string | undefined;
    readonly previousKeyFile: string | undefined;
  };
  readonly people: PeopleConfig;
  readonly queue: QueueConfig;
  /** Undefined: no mail is sent. */
  readonly mail: MailConfig | undefined;
  readonly push: PushConfig;
  readonly wallets: WalletsConfig;
  readonly waitlist: { readonly offerMs: number; readonly retentionMs: number };
  /** Undefined: what processes share lives in this one. */
  readonly redis: RedisConfig | undefined;
  readonly rateLimit: RateLimitConfig;
  readonly cache: { readonly eventTtlMs: number };
  readonly retention: {
    readonly outboxMs: number;
    readonly idempotencyMs: number;
    readonly finishedHoldsMs: number;
    readonly lettersMs: number;
  };
  readonly log: {
    readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
    readonly requests: 'none' | 'slow' | 'all';
    readonly slowRequestMs: number;
  };
  /** Suspicious but not wrong: to be logged at start. */
  readonly warnings: readonly string[];
};
