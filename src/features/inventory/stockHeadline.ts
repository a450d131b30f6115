import type { StockMeasures } from '../../model/queries/stockMeasures.ts';
import type { StockOut } from '../../model/queries/stockOuts.ts';
import type { StockSnapshot } from '../../model/queries/stockSnapshots.ts';
import type { WordId } from '../../model/words.ts';
import { count, day } from '../../ui/format.ts';
import { countedProducts, nothingChosen } from './wording.ts';

/** A piece of the sentence. One with a word is explained by that word’s definition. */
export interface HeadlinePart {
  readonly text: string;
  readonly word?: WordId;
  readonly tone?: 'strong' | 'loss';
}

/** With more products a list of names is no sentence. */
const mostNames = 3;

/** The finding in words, from the measures and stock-outs of the snapshots shown. */
export function stockHeadline(
  measures: readonly StockMeasures[],
  outs: readonly StockOut[],
  shown: readonly StockSnapshot[],
): readonly HeadlinePart[] {
  const [first] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined || measures.length === 0) return [{ text: nothingChosen }];
  const dayText = (iso: string) => day(iso, { year: first.day.slice(0, 4) !== last.day.slice(0, 4) });
  if (first === last) return oneSnapshot(measures, last);

  const moved = measures.filter(({ changes }) => changes > 0);
  const most = Math.max(...measures.map(({ fluctuation }) => fluctuation));
  const leaders = moved.filter(({ fluctuation }) => fluctuation === most).map(({ product }) => product);
  const leader = leaders.length === 1 ? (leaders[0] ?? null) : null;
  return [
    ...movement(measures, moved.length, { from: dayText(first.day), to: dayText(last.day) }),
    ...(moved.length === 0 ? [] : swing(moved.length, leaders, most)),
    ...stockOuts(measures, outs, { leader, dayText, last }),
  ];
}

function oneSnapshot(measures: readonly StockMeasures[], { day: iso }: StockSnapshot): HeadlinePart[] {
  const out = measures.filter(({ last }) => last <= 0).length;
  return [
    { text: `One snapshot, of ${day(iso)}`, word: 'snapshot' },
    { text: `: ${countedProducts(measures.length)}, ${out === 0 ? 'none' : count(out)} of them ` },
    { text: 'at zero', word: 'stockOut', ...(out === 0 ? {} : { tone: 'loss' as const }) },
    { text: '. What moves can be told from a second one on.' },
  ];
}

function movement(all: readonly StockMeasures[], moved: number, span: { from: string; to: string }): HeadlinePart[] {
  if (moved > 0) {
    return [
      { text: count(moved), word: 'stockChanges', tone: 'strong' },
      { text: ` of ${countedProducts(all.length)} moved. ` },
    ];
  }
  const none =
    all.length === 1 ? `${all[0]?.product ?? ''} did not move` : `None of ${countedProducts(all.length)} moved`;
  return [{ text: none, word: 'stockChanges', tone: 'strong' }, { text: ` from ${span.from} to ${span.to}` }];
}

function swing(moved: number, leaders: readonly string[], most: number): HeadlinePart[] {
  const units = `${count(most)} ${most === 1 ? 'unit' : 'units'}`;
  if (leaders.length > mostNames) {
    return [
      { text: `${countedProducts(leaders.length)} swung most ` },
      { text: `(${units} each)`, word: 'fluctuation' },
    ];
  }
  if (moved === 1) return [...names(leaders), { text: ' swung by ' }, { text: units, word: 'fluctuation' }];
  const each = leaders.length > 1 ? ' each' : '';
  return [...names(leaders), { text: ' swung most ' }, { text: `(${units}${each})`, word: 'fluctuation' }];
}

interface OutContext {
  readonly leader: string | null;
  readonly dayText: (iso: string) => string;
  readonly last: StockSnapshot;
}

function stockOuts(measures: readonly StockMeasures[], outs: readonly StockOut[], context: OutContext): HeadlinePart[] {
  const { leader, dayText, last } = context;
  const products = [...new Set(outs.map(({ product }) => product))];
  const [one] = outs;
  if (one === undefined) return [{ text: '; ' }, { text: 'none stood at zero.', word: 'stockOut' }];

  const isOneEpisode = outs.length === products.length && outs.every((out) => bounds(out) === bounds(one));
  const isLeaderOut = leader !== null && products.includes(leader);
  const others = products.filter((product) => product !== leader).sort();
  const who: HeadlinePart[] =
    products.length > mostNames
      ? [{ text: countedProducts(products.length), tone: 'loss' }]
      : isLeaderOut
        ? [{ text: others.length === 0 ? 'it' : others.length === 1 ? 'it and ' : 'it, ' }, ...names(others, 'loss')]
        : names(others, 'loss');
  if (isOneEpisode) {
    return [{ text: '; ' }, ...who, { text: episode(one, products.length, dayText) }];
  }
  const still = measures.filter((row) => row.last <= 0).length;
  const ending =
    still === 0
      ? `, none of them on ${dayText(last.day)}.`
      : `, ${count(still)} ${still === 1 ? 'is' : 'are'} at zero on ${dayText(last.day)}.`;
  const at = products.length > 1 ? ' stood at zero at one time or another' : ' stood at zero more than once';
  return [{ text: '; ' }, ...who, { text: at, word: 'stockOut' }, { text: ending }];
}

function bounds({ firstAtZero, lastAtZero, backBy, isOpen }: StockOut): string {
  return [firstAtZero, lastAtZero, backBy, isOpen].join(' ');
}

function episode(
  { firstAtZero, lastAtZero, backBy, isOpen }: StockOut,
  products: number,
  dayText: OutContext['dayText'],
) {
  const isOne = products === 1;
  if (isOpen) return ` ${isOne ? 'has' : 'have'} stood at zero since ${dayText(firstAtZero)}.`;
  const when =
    firstAtZero === lastAtZero
      ? `on ${dayText(firstAtZero)}`
      : `from ${dayText(firstAtZero)} to ${dayText(lastAtZero)}`;
  const after =
    backBy === null
      ? `${isOne ? 'is' : 'are'} not listed after that`
      : `${isOne ? 'was' : 'were'} back by ${dayText(backBy)}`;
  return ` stood at zero ${when} and ${after}.`;
}

/** `A`, `A and B`, `A, B and C`. */
function names(products: readonly string[], tone: 'loss' | 'strong' = 'loss'): HeadlinePart[] {
  return products.flatMap((text, index) => {
    const before = index === 0 ? '' : index === products.length - 1 ? ' and ' : ', ';
    return [...(before === '' ? [] : [{ text: before }]), { text, tone }];
  });
}
