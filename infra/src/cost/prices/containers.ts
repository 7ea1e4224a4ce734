/** Fargate (x86 and ARM), Kubernetes control planes, images, functions. */
import { price, samePrice } from './price.ts';

export const fargatePrices = {
  X86_64: {
    cpu: price('h', 0.04656, 0.05056, 0.04048, 'listed'),
    memory: price('h', 0.00511, 0.00553, 0.004445, 'listed'),
  },
  ARM64: {
    cpu: price('h', 0.03725, 0.04045, 0.03238, 'listed'),
    memory: price('h', 0.00409, 0.00442, 0.00356, 'listed'),
  },
} as const;

export const clusterPrices = {
  standard: samePrice('h', 0.1, 'listed'),
  extended: samePrice('h', 0.6, 'listed'),
} as const;

export const imagePrices = { storage: samePrice('GB-month', 0.1, 'listed') } as const;

export const functionPrices = {
  requests: samePrice('million', 0.2, 'listed'),
  duration: samePrice('million GB-s', 16.6667, 'listed'),
  /** Kept warm, whether called or not. */
  warm: price('million GB-s', 5.1254, 5.3835, 4.1667, 'listed'),
} as const;
