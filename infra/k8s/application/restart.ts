/**
 * Pods read their secrets when they start. When one has changed, a controller (Reloader) replaces
 * the pods of the Deployments that say they use it, one by one as in a release.
 */
export const restartsWith = (secretName: string): Readonly<Record<string, string>> => ({
  'secret.reloader.stakater.com/reload': secretName,
});

/** What the controller's own pod carries, so that it may call the API of Kubernetes. */
export const restarterLabels = { 'app.kubernetes.io/component': 'restarter' } as const;
