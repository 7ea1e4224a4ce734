/** The labels that Kubernetes recommends; selectors use the same two. */
export type Component = 'api' | 'worker' | 'payments' | 'migrate' | 'load-test';

export const product = 'onsale';

export const labelsOf = (component: Component): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': product,
  'app.kubernetes.io/component': component,
});
