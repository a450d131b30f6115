/** What is shown where there is no number. */
export const missing = '—';

const nbsp = '\u00a0';
const thinSpace = '\u202f';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const smallNumbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = numberFormats.get(key) ?? new Intl.NumberFormat('en-US', options);
  numberFormats.set(key, known);
  return known;
}

function fixed(value: number, decimals: number): string {
  return numberFormat({ minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(value)
    .replaceAll(',', thinSpace)
    .replace('-', '−');
}

/** `10 000 000` with thin spaces, for reading; tables use `plainCount`. */
export function count(value: number): string {
  return fixed(value, 0);
}

/** `3.24`; — for null. */
export function decimal(value: number | null, decimals = 1): string {
  return value === null ? missing : fixed(value, decimals);
}

/**
 * A rate (0..1) for reading: `62.46 %`. Only what is exactly none or all is `0 %` or `100 %`: what would round to them is
 * `<0.01 %` or `>99.99 %`. — for null.
 */
export function percent(rate: number | null, decimals = 2): string {
  if (rate === null) return missing;
  if (rate === 0 || rate === 1) return `${rate * 100}${nbsp}%`;
  const smallest = 10 ** -decimals;
  const text = (percentage: number) => `${fixed(percentage, decimals)}${nbsp}%`;
  const rounded = Number((rate * 100).toFixed(decimals));
  if (rounded === 0) return rate > 0 ? `<${text(smallest)}` : `0${nbsp}%`;
  if (rounded === 100) return rate < 1 ? `>${text(100 - smallest)}` : text(100);
  return text(rate * 100);
}

/** An interval of rates (0..1) for reading: `58.4 – 66.3 %`; null when an end is missing. */
export function percentRange(low: number | null, high: number | null, decimals = 1): string | null {
  if (low === null || high === null) return null;
  return `${fixed(low * 100, decimals)}${nbsp}–${nbsp}${fixed(high * 100, decimals)}${nbsp}%`;
}

/** A count in a table, for people and programs alike: `1108`, `-6`; — for null. */
export function plainCount(value: number | null): string {
  return value === null ? missing : String(value);
}

/** A rate (0..1) in a table: always two decimals and an ordinary space, `62.46 %`; — for null. */
export function plainPercent(rate: number | null): string {
  return rate === null ? missing : `${(rate * 100).toFixed(2)} %`;
}

/** An amount in a table, for people and programs alike: always two decimals, `89834.40`; — for null. */
export function plainMoney(value: number | null): string {
  return value === null ? missing : value.toFixed(2);
}

/** An amount in a currency (ISO code), without cents unless asked for: `$89 834`. */
export function money(value: number, currency: string, decimals = 0): string {
  return numberFormat({ style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(value)
    .replaceAll(',', thinSpace);
}

/** `no`, `one` … `ten`, then digits. */
export function smallNumber(value: number): string {
  return smallNumbers[value] ?? count(value);
}

/** An ISO day as `11 Feb 2021`, without the year as `11 Feb`. No Date and so no time zone is involved. */
export function day(iso: string, { year: withYear = true } = {}): string {
  const { year, monthName, date } = calendar(iso);
  return withYear ? `${date} ${monthName} ${year}` : `${date} ${monthName}`;
}

/** Two ISO days, both included: `9 – 11 Feb 2021`, `27 Jan – 2 Feb 2021`, `30 Dec 2020 – 2 Jan 2021`. */
export function dayRange(from: string, to: string): string {
  if (from === to) return day(from);
  const a = calendar(from);
  const b = calendar(to);
  if (a.year !== b.year) return `${day(from)} – ${day(to)}`;
  return `${a.monthName === b.monthName ? a.date : day(from, { year: false })} – ${day(to)}`;
}

/** The month of an ISO day: `Feb 2021`. */
export function month(iso: string): string {
  const { monthName, year } = calendar(iso);
  return `${monthName} ${year}`;
}

function calendar(iso: string): { year: string; monthName: string; date: string } {
  return {
    year: iso.slice(0, 4),
    monthName: months[Number(iso.slice(5, 7)) - 1] ?? '',
    date: String(Number(iso.slice(8, 10))),
  };
}
