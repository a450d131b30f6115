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

/** A number with its sign, for reading: `+226`, `−0.31`; what rounds to nothing has none. */
export function signed(value: number, decimals = 0): string {
  const text = fixed(value, decimals);
  const isNothing = Number(value.toFixed(decimals)) === 0;
  if (isNothing) return text.replace('−', '');
  return value > 0 ? `+${text}` : text;
}

/** A difference of rates (−1..1) in percentage points, for reading: `−37.5 pts`. */
export function points(difference: number, decimals = 1): string {
  return `${signed(difference * 100, decimals)}${nbsp}pts`;
}

/** A relative change (−1..) for reading: `+129 %`. */
export function relativeChange(change: number, decimals = 0): string {
  return `${signed(change * 100, decimals)}${nbsp}%`;
}

/** The ends of an interval of differences, already written: `−41.5 to −33.4`. */
export function signedRange(low: number, high: number, decimals = 0): string {
  return `${signed(low, decimals)}${nbsp}to${nbsp}${signed(high, decimals)}`;
}

/** An amount with its sign: `+$4 175`, `−$12`. */
export function signedMoney(value: number, currency: string): string {
  const amount = money(Math.abs(value), currency);
  if (Math.round(value) === 0) return amount;
  return `${value > 0 ? '+' : '−'}${amount}`;
}

/** A count in a table, for people and programs alike: `1108`, `-6`; — for null. */
export function plainCount(value: number | null): string {
  return value === null ? missing : String(value);
}

/** A rate (0..1) in a table: always two decimals and an ordinary space, `62.46 %`; — for null. */
export function plainPercent(rate: number | null): string {
  return rate === null ? missing : `${(rate * 100).toFixed(2)} %`;
}

/** A difference of rates (−1..1) in a table: `-37.50 pts`, with an ordinary space; — for null. */
export function plainPoints(difference: number | null): string {
  if (difference === null) return missing;
  const text = (difference * 100).toFixed(2);
  return `${text === '-0.00' ? '0.00' : text} pts`;
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

/** A number with every digit it has, for people and programs alike: `0.1920415225`, `-6`; — for what is not finite. */
export function plainNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : missing;
}

/** A number of bytes in decimal units with three digits: `512 bytes`, `147 kB`, `1.25 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? `1${nbsp}byte` : `${bytes}${nbsp}bytes`;
  const units = ['kB', 'MB', 'GB', 'TB'] as const;
  const at = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const digits = numberFormat({ maximumSignificantDigits: 3 }).format(bytes / 1000 ** at);
  return `${digits}${nbsp}${units[at - 1] ?? 'kB'}`;
}

/** Milliseconds that something took: `<1 ms`, `12 ms`, `1.4 s`, `1 min 5 s`. */
export function elapsed(ms: number): string {
  if (ms < 1) return `<1${nbsp}ms`;
  if (ms < 999.5) return `${fixed(ms, 0)}${nbsp}ms`;
  if (ms < 59_950) return `${fixed(ms / 1000, 1)}${nbsp}s`;
  const seconds = Math.round(ms / 1000);
  return `${fixed(Math.floor(seconds / 60), 0)}${nbsp}min ${seconds % 60}${nbsp}s`;
}

/** An ISO time in UTC as `12 Feb 2021, 08:55`, without its seconds; — for null. No Date and so no time zone is involved. */
export function minute(iso: string | null): string {
  return iso === null ? missing : `${day(iso)}, ${iso.slice(11, 16)}`;
}

/** An ISO time in UTC to its second, finer only where it is: `11 Feb 2021, 14:20:32`; — for null. */
export function moment(iso: string | null): string {
  if (iso === null) return missing;
  const [, fraction = ''] = /\.(\d*[1-9])/.exec(iso) ?? [];
  return `${day(iso)}, ${iso.slice(11, 19)}${fraction === '' ? '' : `.${fraction}`}`;
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

const spanUnits = [
  { seconds: 86_400, one: 'day', many: 'days' },
  { seconds: 3600, one: 'h', many: 'h' },
  { seconds: 60, one: 'min', many: 'min' },
  { seconds: 1, one: 's', many: 's' },
] as const;

/** How long something took, from seconds, in its two largest units: `45 s`, `2 min 5 s`, `1 h 3 min`, `3.9 days`; — for null. */
export function duration(seconds: number | null): string {
  if (seconds === null) return missing;
  if (seconds > 0 && seconds < 0.05) return `<0.1${nbsp}s`;
  if (seconds < 9.95 && !Number.isInteger(seconds)) return `${fixed(seconds, 1).replace('.0', '')}${nbsp}s`;
  const wholeSeconds = Math.round(seconds);
  if (wholeSeconds < 3600) return inTwo({ large: Math.floor(wholeSeconds / 60), small: wholeSeconds % 60 }, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return inTwo({ large: Math.floor(minutes / 60), small: minutes % 60 }, 'h', 'min');
  const days = fixed(seconds / 86_400, 1).replace('.0', '');
  return `${days}${nbsp}${days === '1' ? 'day' : 'days'}`;
}

/** What is none of the larger unit is left out, and of the smaller one beside a larger. */
function inTwo({ large, small }: { large: number; small: number }, largeUnit: string, smallUnit: string): string {
  if (large === 0) return `${small}${nbsp}${smallUnit}`;
  const whole = `${large}${nbsp}${largeUnit}`;
  return small === 0 ? whole : `${whole}${nbsp}${small}${nbsp}${smallUnit}`;
}

/** A stretch of whole seconds in one unit, short: `45–60 s`, `2–3 min`, `1–2 h`; `30+ days` without an end. */
export function durationRange(from: number, to: number | null): string {
  const unit = spanUnits.find(({ seconds }) => from % seconds === 0 && (to ?? from) % seconds === 0);
  const { seconds, one, many } = unit ?? spanUnits[3];
  if (to === null) return `${count(from / seconds)}+${nbsp}${many}`;
  return `${count(from / seconds)}–${count(to / seconds)}${nbsp}${to === seconds ? one : many}`;
}
