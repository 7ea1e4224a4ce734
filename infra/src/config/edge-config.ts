/** The shape of what faces the Internet: CloudFront, the files of the web app, names, failover. */
import type { Problem } from '../lib/problem.ts';

/** Seconds an answer stays at the edge: at least, without instructions of the server, at most. */
export type CacheSeconds = {
  readonly min: number;
  readonly default: number;
  readonly max: number;
};

export type EdgeConfig = {
  /** All edge locations, or those of America, Europe, Asia and Africa without the dearest. */
  readonly priceClass: 'PriceClass_All' | 'PriceClass_200';
  /** The oldest TLS that is accepted; newer ones are always offered. */
  readonly tlsMinimum: 'TLSv1.2_2021' | 'TLSv1.2_2025' | 'TLSv1.3_2025';
  /** One more cache in the load balancer's region: edges far away ask it instead of the server. */
  readonly originShield: boolean;
  readonly cacheSeconds: {
    /** Pages: rendered by the server, the same for everybody who reads the same language. */
    readonly pages: CacheSeconds;
    /** Reads of the API that everybody may do: events, their seats, public keys. */
    readonly publicReads: CacheSeconds;
    /** Files of the web app, with a hash in their name. */
    readonly assets: CacheSeconds;
  };
  /** Seconds that browsers keep files of the web app; the upload of a release writes it to them. */
  readonly browserSeconds: {
    readonly html: number;
    /** Scripts and styles, whose names change with their content. */
    readonly hashed: number;
    readonly images: number;
  };
  /** How long browsers insist on https. */
  readonly hstsSeconds: number;
  readonly site: {
    /** `aes256`: keys of S3. `kms`: a key of ours. */
    readonly encryption: 'aes256' | 'kms';
    readonly oldVersionDays: number;
    /** Whether deleting the stack deletes the files too: a release uploads them all again. */
    readonly deleteContents: boolean;
  };
  /** How long questions to the name servers are kept; 0: not at all. */
  readonly dnsQueryLogRetentionDays: number;
  /** Where a second region stands by. */
  readonly failover?: FailoverConfig;
};

export type FailoverConfig = {
  /** Between two checks of one checker. AWS knows two. */
  readonly intervalSeconds: 10 | 30;
  /** Failed checks in a row until the region counts as down. */
  readonly failuresMax: number;
  readonly path: string;
  readonly port: number;
  /**
   * `automatic`: by health. `primary` and `standby`: there, whatever the health checks say, e.g.
   * while somebody returns from the standby.
   */
  readonly route: 'automatic' | 'primary' | 'standby';
};

const daySeconds = 86_400;

type Report = (setting: string, problem: string, remedy: string) => void;

/** At `where`, e.g. `fargate/prod edge`. */
export function checkEdge(where: string, config: EdgeConfig): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (setting, problem, remedy) => {
    problems.push({ setting: `${where}.${setting}`, problem, remedy });
  };
  for (const [name, { min, default: usual, max }] of Object.entries(config.cacheSeconds)) {
    if (min < 0 || min > usual || usual > max) {
      report(`cacheSeconds.${name}`, 'is not in order.', 'Make min <= default <= max.');
    }
  }
  if (config.cacheSeconds.publicReads.min > 0) {
    report(
      'cacheSeconds.publicReads.min',
      'would keep answers that the server says not to keep.',
      'Set it to 0: the server says how long each may be kept.',
    );
  }
  if (config.cacheSeconds.pages.min > 10) {
    report('cacheSeconds.pages.min', 'shows old stock.', 'Use at most 10 seconds.');
  }
  if (config.hstsSeconds < 180 * daySeconds) {
    report(
      'hstsSeconds',
      'is less than half a year, as if there were no such header.',
      `Use at least ${180 * daySeconds}.`,
    );
  }
  if (!Number.isInteger(config.site.oldVersionDays) || config.site.oldVersionDays < 1) {
    report('site.oldVersionDays', 'is not a number of days.', 'Use at least 1.');
  }
  if (config.failover !== undefined) checkFailover(config.failover, report);
  return problems;
}

function checkFailover({ failuresMax, path, port }: FailoverConfig, report: Report): void {
  if (!Number.isInteger(failuresMax) || failuresMax < 1 || failuresMax > 10) {
    report('failover.failuresMax', `${failuresMax} is out of range.`, 'Use 1 to 10.');
  }
  if (!path.startsWith('/')) {
    report('failover.path', `"${path}" is not a path.`, 'Begin it with /, e.g. /health.');
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    report('failover.port', `${port} is not a port.`, 'Use 443.');
  }
}
