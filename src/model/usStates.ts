/** The states of the United States and the District of Columbia, by their postal codes. */
export const usStates = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
} as const;

export type UsState = keyof typeof usStates;

export const usStateCodes = Object.keys(usStates) as UsState[];

const codes = new Map<string, UsState>([
  ...usStateCodes.flatMap((code): [string, UsState][] => [
    [plain(code), code],
    [plain(usStates[code]), code],
  ]),
  ['washington, dc', 'DC'],
  ['washington dc', 'DC'],
]);
const countries: ReadonlySet<string> = new Set(['united states', 'united states of america', 'usa', 'us']);

/** The state that a text names, by its name or its postal code in any case; null for anything else. */
export function usStateOf(text: string): UsState | null {
  return codes.get(plain(text)) ?? null;
}

/** Whether a text names the United States. */
export function isUnitedStates(country: string): boolean {
  return countries.has(plain(country).replace(/^the /, ''));
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll('.', '').replace(/\s+/g, ' ').trim();
}
