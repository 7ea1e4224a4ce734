/**
 * What a setting is, and the kinds of value one can have. A kind is a JSON Schema whose
 * `description` finishes the sentence "X must be ...": the documentation and the refusal at start
 * say the same thing because they print the same words.
 */
import { BlockList, isIP } from 'node:net';
import { type Static, type TSchema, Type } from 'typebox';

export type Setting = {
  readonly schema: TSchema;
  /** What it does, for the operator who reads docs/configuration.md. */
  readonly description: string;
  readonly default?: string | number | boolean;
  /** Says in words what happens when unset, where that depends on other settings. */
  readonly whenUnset?: string;
  /** Never printed, neither in messages nor in logs. */
  readonly secret?: true;
  /** Declared so that infrastructure can be prepared; setting it refuses to start. */
  readonly notYet?: true;
  /** Single values of an otherwise working setting whose feature does not exist yet. */
  readonly notYetValues?: readonly string[];
};

export type Settings = Readonly<Record<string, Setting>>;

export type SettingGroup = {
  readonly title: string;
  readonly introduction: string;
  readonly settings: Settings;
  /** Names that make sense only together: setting some of them refuses to start. */
  readonly together?: readonly (readonly string[])[];
};

type ValueOf<S> = S extends { readonly schema: infer Schema extends TSchema }
  ? S extends { readonly default: unknown }
    ? Static<Schema>
    : Static<Schema> | undefined
  : never;

/** The parsed values of a table of settings; those without a default may be undefined. */
export type Values<Table> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** What a value of this kind must be, in Markdown. */
export function describe(schema: TSchema): string {
  return 'description' in schema && typeof schema.description === 'string'
    ? schema.description
    : `a value of ${JSON.stringify(schema)}`;
}

const grouped = (value: number): string => value.toLocaleString('en-US');

export const integer = (minimum: number, maximum: number, unit: string) =>
  Type.Integer({
    minimum,
    maximum,
    description: `an integer from ${grouped(minimum)} to ${grouped(maximum)} (${unit})`,
  });

export const port = () =>
  Type.Integer({ minimum: 1, maximum: 65_535, description: 'a port number from 1 to 65535' });

export const flag = () => Type.Boolean({ description: '`true` or `false`' });

export const oneOf = <const Names extends readonly string[]>(...names: Names) =>
  Type.Unsafe<Names[number]>({
    enum: [...names],
    description: `one of ${names.map((name) => `\`${name}\``).join(', ')}`,
  });

export const text = (description: string, minLength = 1, maxLength = 1_000) =>
  Type.String({ minLength, maxLength, description });

/** A secret long enough that guessing it is hopeless, e.g. 24 characters of base64. */
export const secretText = (minLength: number) =>
  text(`a secret of ${minLength} to 512 characters`, minLength, 512);

export const urlOf = (...schemes: readonly string[]) =>
  Type.Refine(
    Type.String({
      description: `a URL that starts with ${schemes.map((scheme) => `\`${scheme}://\``).join(' or ')}`,
    }),
    (value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value),
  );

export const networks = () =>
  Type.Array(Type.Refine(Type.String(), isNetwork), {
    minItems: 1,
    maxItems: 100,
    description: 'addresses or CIDR ranges separated by commas, e.g. `10.0.0.0/16,fd00::/8`',
  });

/** An IPv4 or IPv6 address, or a range in CIDR notation. */
function isNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^\d{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}
