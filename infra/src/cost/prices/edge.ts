/**
 * CloudFront, the firewall, DNS. CloudFront is billed where visitors are: the prices of the regions
 * stand for Korea, Japan and the United States.
 */
import { price, samePrice } from './price.ts';

export const cloudFrontPrices = {
  /** The first 10 TB a month. From AWS's own load balancers and buckets it costs nothing. */
  out: price('GB', 0.12, 0.114, 0.085, 'listed'),
  requests: price('10,000', 0.012, 0.012, 0.01),
  shieldRequests: price('10,000', 0.009, 0.009, 0.0075),
  functions: samePrice('million', 0.1),
} as const;

export const firewallPrices = {
  webAcl: samePrice('month', 5),
  rule: samePrice('month', 1),
  requests: samePrice('million', 0.6),
  botControl: samePrice('month', 10),
  botControlRequests: samePrice('million', 1),
  captchas: samePrice('1,000', 0.4),
  challenges: samePrice('million', 0.4),
} as const;

export const dnsPrices = {
  zone: samePrice('month', 0.5),
  queries: samePrice('million', 0.4),
  /** Of an endpoint on AWS. */
  healthCheck: samePrice('month', 0.5),
  /** HTTPS, latency, a fast interval: each. */
  healthCheckOption: samePrice('month', 1),
  /** A registered instance in Cloud Map. */
  registration: samePrice('month', 0.1),
} as const;
