/**
 * Linear regression with a prior: where there is little history the prior speaks, with every sale
 * the history speaks louder. It answers a whole distribution, so that capacity can be planned for a
 * stated quantile. (The conjugate normal-inverse-gamma model; e.g. Gelman et al., Bayesian Data
 * Analysis, chapter 14.)
 */
import { studentQuantile } from './quantiles.ts';

export type Coefficient = {
  readonly name: string;
  /** What is believed before any history, and how far off that may be. */
  readonly mean: number;
  readonly deviation: number;
};

export type Prior = {
  readonly coefficients: readonly Coefficient[];
  /** What stays unexplained, as a standard deviation, and how many observations that is worth. */
  readonly noise: number;
  readonly noiseWorth: number;
};

export type Observation = { readonly features: readonly number[]; readonly outcome: number };

export type Fitted = {
  readonly coefficients: readonly { readonly name: string; readonly value: number }[];
  /** Of the outcome for these features, at a probability between 0 and 1. */
  readonly quantile: (features: readonly number[], p: number) => number;
};

type Matrix = number[][];

export function fit(
  { coefficients, noise, noiseWorth }: Prior,
  history: readonly Observation[],
): Fitted {
  // Everything is in units of the noise: a deviation of the prior becomes a weight.
  const weights = coefficients.map(({ deviation }) => (noise / deviation) ** 2);
  const means = coefficients.map(({ mean }) => mean);
  const precision: Matrix = weights.map((weight, row) =>
    weights.map((_, column) => (row === column ? weight : 0)),
  );
  const right = weights.map((weight, row) => weight * (means[row] ?? 0));
  let squares = weights.reduce((sum, weight, row) => sum + weight * (means[row] ?? 0) ** 2, 0);
  for (const { features, outcome } of history) {
    squares += outcome ** 2;
    features.forEach((one, row) => {
      if (one === 0) return;
      right[row] = (right[row] ?? 0) + one * outcome;
      const line = precision[row] ?? [];
      features.forEach((other, column) => {
        line[column] = (line[column] ?? 0) + one * other;
      });
    });
  }
  const lower = factor(precision);
  const best = solve(lower, right);
  const freedom = noiseWorth + history.length;
  const unexplained = Math.max(0, squares - dot(best, right));
  const variance = (noiseWorth * noise ** 2 + unexplained) / freedom;
  return {
    coefficients: coefficients.map(({ name }, index) => ({ name, value: best[index] ?? 0 })),
    quantile(features, p) {
      const spread = 1 + dot(features, solve(lower, features));
      return dot(features, best) + studentQuantile(p, freedom) * Math.sqrt(variance * spread);
    },
  };
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

/** Cholesky: the lower triangle whose product with its transpose is the matrix. */
function factor(matrix: Matrix): Matrix {
  const lower: Matrix = [];
  for (const [row, line] of matrix.entries()) {
    const made: number[] = [];
    for (let column = 0; column <= row; column += 1) {
      const other = column === row ? made : (lower[column] ?? []);
      const rest = (line[column] ?? 0) - dot(made.slice(0, column), other.slice(0, column));
      // The prior's weights are positive, so the matrix is positive definite.
      made.push(column === row ? Math.sqrt(rest) : rest / (other[column] ?? 1));
    }
    lower.push(made);
  }
  return lower;
}

function solve(lower: Matrix, right: readonly number[]): number[] {
  const size = lower.length;
  const half: number[] = [];
  for (const [row, line] of lower.entries()) {
    half.push(((right[row] ?? 0) - dot(line.slice(0, row), half)) / (line[row] ?? 1));
  }
  const found = Array.from({ length: size }, () => 0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = half[row] ?? 0;
    for (let below = row + 1; below < size; below += 1) {
      rest -= (lower[below]?.[row] ?? 0) * (found[below] ?? 0);
    }
    found[row] = rest / (lower[row]?.[row] ?? 1);
  }
  return found;
}
