/** After a press whose button is gone: the focus goes to what came of it, and is not lost. */
export const stageId = 'queue-stage';

export const focusStage = (): void =>
  void requestAnimationFrame(() => document.getElementById(stageId)?.focus());
