/**
 * A text for an argument that wants base64, encoded by Terraform: values that are known only then
 * may stand in it, and whoever reads the synthesised file can read it.
 */

/** The text may hold references, but no `${` or `%{` of its own. */
export const base64Text = (text: string): string =>
  // JSON's escapes are a subset of those in Terraform's strings.
  `\${base64encode(${JSON.stringify(text)})}`;

/** The text of an argument made by `base64Text`; for tests. */
export function textOfBase64(argument: unknown): string {
  const literal = /^\$\{base64encode\((".*")\)\}$/s.exec(String(argument))?.[1];
  if (literal === undefined) throw new Error('That is no text for base64encode.');
  return String(JSON.parse(literal));
}
