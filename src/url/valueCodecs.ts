import { anyValue, type Choice, type Day, parseDay, type StepFilter } from '../model/filters.ts';
import { isStepId, type StepId, stepIds } from '../model/steps.ts';
import { escapeName, quoted, unescapeName, wellFormed } from './escaping.ts';

/** What a link says of one parameter, and a sentence for each part of it that cannot be used. */
export interface ReadValue<T> {
  readonly value: T;
  readonly issues: readonly string[];
}

/** How one kind of value stands in a link. `read` takes any text; `write` gives '' for the default, which is left out. */
export interface ValueCodec<T> {
  read(raw: string, name: string): ReadValue<T>;
  write(value: T): string;
}

export const mostListItems = 500;
export const longestName = 200;

/** A value that was read without a word. */
export function fine<T>(value: T): ReadValue<T> {
  return { value, issues: [] };
}

/** A name, or the reason it cannot be used. */
export function readName(raw: string, name: string, longest = longestName): { text: string } | { issue: string } {
  const text = unescapeName(raw);
  if (text === null) return { issue: `The link’s “${name}” holds ${quoted(raw)}, a broken % escape; it is left out.` };
  if (text.length > longest) {
    return {
      issue: `The link’s “${name}” holds a ${longest === longestName ? 'name' : 'text'} of over ${longest} characters, ${quoted(raw)}; it is left out.`,
    };
  }
  return { text };
}

/** A free text of limited length; null when there is none. */
export function textCodec(longest: number): ValueCodec<string | null> {
  return {
    read(raw, name) {
      if (raw === '') return fine(null);
      const read = readName(raw, name, longest);
      return 'issue' in read ? { value: null, issues: [read.issue] } : fine(read.text);
    },
    write: (value) => (value === null ? '' : escapeName(value)),
  };
}

/** One free name; null when there is none. */
export const nameCodec = textCodec(longestName);

/** One of a few words, or null. */
export function optionalWordCodec<const T extends string>(allowed: readonly T[]): ValueCodec<T | null> {
  return {
    read(raw, name) {
      if (raw === '') return fine(null);
      const word = allowed.find((one) => one === unescapeName(raw));
      if (word !== undefined) return fine(word);
      const known = allowed.map((one) => `“${one}”`).join(', ');
      return { value: null, issues: [`The link’s ${quoted(`${name}=${raw}`)} is none of ${known}; it is left out.`] };
    },
    write: (value) => value ?? '',
  };
}

/** One of a few words. */
export function wordCodec<const T extends string>(allowed: readonly T[], standard: T): ValueCodec<T> {
  return {
    read(raw, name) {
      if (raw === '') return fine(standard);
      const word = allowed.find((one) => one === unescapeName(raw));
      if (word !== undefined) return fine(word);
      const known = allowed.map((one) => `“${one}”`).join(', ');
      return {
        value: standard,
        issues: [`The link’s ${quoted(`${name}=${raw}`)} is none of ${known}; “${standard}” is used.`],
      };
    },
    write: (value) => (value === standard ? '' : value),
  };
}

/** A whole number from 1 to `most`. */
export function countCodec(standard: number, most: number): ValueCodec<number> {
  return {
    read(raw, name) {
      if (raw === '') return fine(standard);
      const count = /^[1-9]\d{0,5}$/.test(raw) ? Number(raw) : null;
      if (count !== null && count <= most) return fine(count);
      return {
        value: standard,
        issues: [
          `The link’s ${quoted(`${name}=${raw}`)} is not a whole number from 1 to ${most}; ${standard} is used.`,
        ],
      };
    },
    write: (value) => (value === standard ? '' : String(value)),
  };
}

/** A day, `2021-02-09`. */
export const dayCodec: ValueCodec<Day | null> = {
  read(raw, name) {
    if (raw === '') return fine(null);
    const day = parseDay(unescapeName(raw) ?? '');
    if (day !== null) return fine(day);
    return { value: null, issues: [`The link’s ${quoted(`${name}=${raw}`)} is not a day; it is left out.`] };
  },
  write: (value) => value ?? '',
};

/** A name of a list without its `!`, and whether it had one. An escaped `%21` belongs to the name. */
function marked(raw: string): { raw: string; not: boolean } {
  return raw.startsWith('!') ? { raw: raw.slice(1), not: true } : { raw, not: false };
}

/** Names between commas; a leading `!` turns the list into what is left out. */
export const choiceCodec: ValueCodec<Choice> = {
  read(raw, name) {
    const issues: string[] = [];
    const mode = raw.startsWith('!') ? 'except' : 'only';
    const values = new Set<string>();
    const items = raw.split(',').filter((item) => item !== '' && item !== '!');
    if (items.length > mostListItems) {
      issues.push(`The link’s “${name}” holds ${items.length} names; the first ${mostListItems} are used.`);
    }
    for (const item of items.slice(0, mostListItems)) {
      const { raw: rawName, not } = marked(item);
      if (not && mode === 'only') {
        issues.push(`The link’s “${name}” chooses and excludes at once; ${quoted(item)} is left out.`);
        continue;
      }
      const read = readName(rawName, name);
      if ('issue' in read) issues.push(read.issue);
      else values.add(read.text);
    }
    return { value: values.size === 0 ? anyValue : { mode, values: [...values].sort() }, issues };
  },
  write({ mode, values }) {
    const names = [...new Set(values.map(wellFormed))].filter((value) => value !== '').sort();
    return names.length === 0 ? '' : `${mode === 'except' ? '!' : ''}${names.map(escapeName).join(',')}`;
  },
};

/** `checkout` reached it, `!checkout` did not, `add_to_cart,!checkout` came between. */
export const stepCodec: ValueCodec<StepFilter> = {
  read(raw, name) {
    const issues: string[] = [];
    const found: { reached: StepId | null; missed: StepId | null } = { reached: null, missed: null };
    for (const item of raw.split(',').filter((piece) => piece !== '')) {
      const { raw: rawName, not } = marked(item);
      const part = not ? 'missed' : 'reached';
      const step = unescapeName(rawName) ?? '';
      if (!isStepId(step)) {
        const known = stepIds.map((id) => `“${id}”`).join(', ');
        issues.push(`The link’s “${name}” names ${quoted(rawName)}, which is none of ${known}; it is left out.`);
      } else if (found[part] !== null) {
        issues.push(`The link’s “${name}” takes one step, and one after “!”; ${quoted(item)} is left out.`);
      } else {
        found[part] = step;
      }
    }
    return { value: found, issues };
  },
  write: ({ reached, missed }) =>
    [reached, missed === null ? null : `!${missed}`].filter((part) => part !== null).join(','),
};
