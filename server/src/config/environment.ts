/** The one place that reads the process environment: everything else receives a Config. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** The variables this process was started with. */
export const environment = (): Environment => process.env;
