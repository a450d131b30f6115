import { type Compare, noComparison } from '../model/comparison.ts';
import { type Condition, conditionOf, type Conditions } from '../model/condition.ts';
import { parseDay } from '../model/filters.ts';
import { escapeName, quoted, unescapeName } from './escaping.ts';
import { fine, readName, type ValueCodec } from './valueCodecs.ts';

/** More conditions than anybody sets by hand. */
const mostConditions = 20;

/** `hour:14;weekday:Monday`: the keys and values of conditions that hold together. */
function readConditions(raw: string, name: string, allowsProduct: boolean): { value: Conditions; issues: string[] } {
  const issues: string[] = [];
  const found = new Map<string, Condition>();
  const items = raw.split(';').filter((item) => item !== '');
  if (items.length > mostConditions) {
    issues.push(`The link’s “${name}” holds ${items.length} conditions; the first ${mostConditions} are used.`);
  }
  for (const item of items.slice(0, mostConditions)) {
    const end = item.includes(':') ? item.indexOf(':') : item.length;
    const read = readName(item.slice(end + 1), name);
    if ('issue' in read) {
      issues.push(read.issue);
      continue;
    }
    const condition = conditionOf(unescapeName(item.slice(0, end)) ?? '', read.text);
    if (condition === null || (condition.key === 'product' && !allowsProduct)) {
      issues.push(`The link’s “${name}” asks for ${quoted(item)}, which means nothing here; it is left out.`);
    } else {
      found.set(textOf(condition), condition);
    }
  }
  return { value: sorted([...found.values()]), issues };
}

function textOf({ key, value }: Condition): string {
  return `${key}:${escapeName(value)}`;
}

function sorted(conditions: Conditions): Conditions {
  return [...conditions].sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

function writeConditions(conditions: Conditions): string {
  return [...new Set(sorted(conditions).map(textOf))].join(';');
}

/** Conditions that hold together. */
export const onlyCodec: ValueCodec<Conditions> = {
  read: (raw, name) => readConditions(raw, name, false),
  write: writeConditions,
};

/** Sets of conditions, between commas. */
export const withoutCodec: ValueCodec<readonly Conditions[]> = {
  read(raw, name) {
    const read = raw.split(',').map((item) => readConditions(item, name, false));
    const sets = new Map<string, Conditions>();
    for (const { value } of read) if (value.length > 0) sets.set(writeConditions(value), value);
    const keys = [...sets.keys()].sort();
    return { value: keys.map((key) => sets.get(key) ?? []), issues: read.flatMap(({ issues }) => issues) };
  },
  write: (sets) =>
    [...new Set(sets.map(writeConditions))]
      .filter((set) => set !== '')
      .sort()
      .join(','),
};

/** The list of sessions: `all`, or those of which the conditions hold; null while it is closed. */
export const sessionsCodec: ValueCodec<Conditions | null> = {
  read(raw, name) {
    if (raw === '') return fine(null);
    if (raw === 'all') return fine([]);
    const { value, issues } = readConditions(raw, name, true);
    return { value: value.length === 0 ? null : value, issues };
  },
  write(conditions) {
    if (conditions === null) return '';
    return conditions.length === 0 ? 'all' : writeConditions(conditions);
  },
};

/** `previous`, `rest`, or a period, `2021-02-09..2021-02-10`. */
export const compareCodec: ValueCodec<Compare> = {
  read(raw, name) {
    if (raw === '') return fine(noComparison);
    const text = unescapeName(raw) ?? '';
    if (text === 'previous' || text === 'rest') return fine({ kind: text });
    const [from, to, more] = text.split('..').map(parseDay);
    if (from != null && to != null && more === undefined && from <= to) return fine({ kind: 'period', from, to });
    return {
      value: noComparison,
      issues: [
        `The link’s ${quoted(`${name}=${raw}`)} is none of “previous”, “rest” or a period like “2021-02-09..2021-02-10”; nothing is compared.`,
      ],
    };
  },
  write(compare) {
    if (compare.kind === 'none') return '';
    return compare.kind === 'period' ? `${compare.from}..${compare.to}` : compare.kind;
  },
};
