/**
 * Secrets of a function. A container on ECS or EC2 finds them in its environment; a function's
 * environment is readable to whoever may look at functions, so it only says where they are.
 */

type SecretReference = { readonly secretArn: string; readonly jsonKey?: string };

/** Text of a secret by its ARN. */
export type SecretText = (secretArn: string) => Promise<string>;

/**
 * Variables and their values. `references` is JSON: `{ "NAME": { "secretArn", "jsonKey" } }`.
 * Each secret is read once, however many variables come from it. Throws without repeating a value.
 */
export async function readSecrets(
  references: string,
  secretText: SecretText,
): Promise<Record<string, string>> {
  const wanted = Object.entries(JSON.parse(references) as Record<string, SecretReference>);
  const arns = [...new Set(wanted.map(([, { secretArn }]) => secretArn))];
  const texts = new Map(
    await Promise.all(arns.map(async (arn) => [arn, await secretText(arn)] as const)),
  );
  return Object.fromEntries(
    wanted.map(([name, { secretArn, jsonKey }]) => {
      const text = texts.get(secretArn) ?? '';
      const value = jsonKey === undefined ? text : keyOf(text, jsonKey);
      if (value === undefined || value === '') {
        const place = jsonKey === undefined ? secretArn : `${secretArn}, key ${jsonKey}`;
        throw new Error(`${name}: there is no value in ${place}.`);
      }
      return [name, value];
    }),
  );
}

function keyOf(text: string, key: string): string | undefined {
  let value: unknown;
  try {
    value = (JSON.parse(text) as Record<string, unknown>)[key];
  } catch {
    // The parser's message would quote the secret.
    return undefined;
  }
  return typeof value === 'string' ? value : undefined;
}
