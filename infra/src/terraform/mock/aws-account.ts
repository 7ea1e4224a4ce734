/** The account and the zones that mock values speak of. */

/** The account number that AWS itself uses in its documents. */
export const mockAccountId = '123456789012';

/** Letters of the zones that an account sees; a few regions skip some. */
const zoneLetters: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'acd',
  'ap-northeast-2': 'abcd',
  'us-east-1': 'abcdef',
};

export const zonesOf = (region: string): readonly string[] =>
  (zoneLetters[region] ?? 'abc').split('').map((letter) => `${region}${letter}`);

/** `apne2-az1`: names like it are the same zone in every account. */
export const zoneIdsOf = (region: string): readonly string[] => {
  const [area = '', direction = '', number = ''] = region.split('-');
  const short = direction.replace(
    /(north|south)?(east|west)?/,
    (_, one = '', two = '') => `${String(one).slice(0, 1)}${String(two).slice(0, 1)}`,
  );
  return zonesOf(region).map((_, index) => `${area}${short}${number}-az${index + 1}`);
};
