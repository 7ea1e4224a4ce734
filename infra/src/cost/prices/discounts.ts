/**
 * What AWS takes off the prices on demand, as shares of one. Spot changes by the hour and by the
 * zone; these are cautious means. Commitments are for a year with nothing paid in advance.
 */
export const discounts = {
  spotInstances: 0.65,
  spotTasks: 0.7,
  /** Documents C and B. AWS's own figures are near them and depend on the class. */
  reservedDatabase: 0.31,
  reservedCache: 0.33,
  savingsPlanTasks: 0.3,
  savingsPlanInstances: 0.2,
} as const;
