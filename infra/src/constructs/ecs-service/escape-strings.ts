/**
 * Quotes and backslashes in the strings of a value that goes through `Fn.jsonencode`: CDK Terrain
 * writes them into Terraform's expression as they are, where they would end a string or change it.
 * References to other resources have neither.
 */
export function escapeStrings(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/["\\]/g, '\\$&');
  if (Array.isArray(value)) return value.map(escapeStrings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, escapeStrings(inner)]),
  );
}
