/** Instances on demand with Linux, an hour; and their volumes. */
import { price } from './price.ts';

export const instancePrices = {
  't3.nano': price('h', 0.0065, 0.0068, 0.0052),
  't3.micro': price('h', 0.013, 0.0136, 0.0104, 'listed'),
  't3.small': price('h', 0.026, 0.0272, 0.0208, 'listed'),
  't3.medium': price('h', 0.052, 0.0544, 0.0416, 'listed'),
  't3.large': price('h', 0.104, 0.1088, 0.0832),
  't3.xlarge': price('h', 0.208, 0.2176, 0.1664),
  't3a.small': price('h', 0.0234, 0.0245, 0.0188),
  't3a.medium': price('h', 0.0468, 0.049, 0.0376),
  't3a.large': price('h', 0.0936, 0.0979, 0.0752),
  't3a.xlarge': price('h', 0.1872, 0.1958, 0.1504),
  't4g.micro': price('h', 0.0104, 0.0108, 0.0084, 'listed'),
  't4g.small': price('h', 0.0208, 0.0216, 0.0168),
  't4g.medium': price('h', 0.0416, 0.0432, 0.0336, 'listed'),
  't4g.large': price('h', 0.0832, 0.0864, 0.0672),
  'm5.large': price('h', 0.118, 0.124, 0.096),
  'm5.xlarge': price('h', 0.236, 0.248, 0.192),
  'm5a.large': price('h', 0.106, 0.112, 0.086),
  'm5a.xlarge': price('h', 0.212, 0.224, 0.172),
  'm6i.large': price('h', 0.118, 0.124, 0.096, 'listed'),
  'm6i.xlarge': price('h', 0.236, 0.248, 0.192),
  'm6a.large': price('h', 0.1062, 0.1116, 0.0864),
  'm6a.xlarge': price('h', 0.2124, 0.2232, 0.1728),
  'm7g.large': price('h', 0.1003, 0.1054, 0.0816, 'listed'),
} as const;

export const volumePrices = {
  gp3: price('GB-month', 0.0912, 0.096, 0.08, 'listed'),
  snapshot: price('GB-month', 0.05, 0.05, 0.05, 'listed'),
} as const;
