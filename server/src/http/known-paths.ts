/** Which addresses exist, to tell "nothing here" (404) from "not with this method" (405). */

export type KnownPaths = {
  /** @param template as the router knows it, e.g. `/api/events/:eventId` */
  add(method: string, template: string): void;
  /** Methods this path takes, empty when there is no such path. */
  methodsOf(path: string): readonly string[];
};

export function createKnownPaths(): KnownPaths {
  const entries: { readonly pattern: RegExp; readonly method: string }[] = [];
  return {
    add(method, template) {
      const escaped = template.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      const source = escaped.replaceAll(/:\w+/g, '[^/]+');
      entries.push({ pattern: new RegExp(`^${source}$`), method });
    },
    methodsOf(path) {
      const bare = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
      const methods = entries.filter(({ pattern }) => pattern.test(bare));
      return [...new Set(methods.map(({ method }) => method))].sort();
    },
  };
}
