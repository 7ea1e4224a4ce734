/** What a transport has carried since the start of the process. */
export type Traffic = {
  /** Connections that are open now. */
  open: number;
  frames: number;
  bytes: number;
};

export const createTraffic = (): Traffic => ({ open: 0, frames: 0, bytes: 0 });
