import type { Counting, Filters } from '../model/filters.ts';
import { productMeasures, productSorts } from '../model/productMeasures.ts';
import { partitionIds } from '../model/dimensions.ts';
import { spanIds } from '../model/condition.ts';
import { compareCodec, onlyCodec, sessionsCodec, withoutCodec } from './conditionCodecs.ts';
import {
  choiceCodec,
  countCodec,
  dayCodec,
  nameCodec,
  optionalWordCodec,
  stepCodec,
  textCodec,
  type ValueCodec,
  wordCodec,
} from './valueCodecs.ts';
import {
  defaultViewState,
  losses,
  mapMeasures,
  type ProductsState,
  type SnapshotsState,
  type ViewState,
  views,
} from './viewState.ts';

/** A view state with every part of it on one level: one parameter of the link each. */
export type LinkValues = Omit<ViewState, 'filters' | 'counting' | 'products' | 'snapshots'> &
  Omit<Filters, 'complement'> &
  Counting &
  ProductsState &
  SnapshotsState;
export type ParameterName = keyof LinkValues;

/** A longer statement does not fit into a link. */
export const longestStatement = 4000;

/** Every parameter of the link, in the order in which links are written. */
const parameters = {
  data: nameCodec,
  view: wordCodec(views, defaultViewState.view),
  from: dayCodec,
  to: dayCodec,
  product: choiceCodec,
  country: choiceCodec,
  state: choiceCodec,
  employee: choiceCodec,
  traffic: wordCodec(['all', 'without-burst', 'burst'], defaultViewState.filters.traffic),
  step: stepCodec,
  only: onlyCodec,
  without: withoutCodec,
  reading: wordCodec(['reached', 'has', 'ordered'], defaultViewState.counting.reading),
  base: wordCodec(['first', 'all'], defaultViewState.counting.base),
  unit: wordCodec(['sessions', 'users'], defaultViewState.counting.unit),
  compare: compareCodec,
  by: optionalWordCodec(partitionIds),
  grain: wordCodec(['auto', 'hour', 'day', 'week', 'month'], defaultViewState.grain),
  map: wordCodec(mapMeasures, defaultViewState.map),
  loss: wordCodec(losses, defaultViewState.loss),
  span: wordCodec(spanIds, defaultViewState.span),
  sessions: sessionsCodec,
  measure: wordCodec(productMeasures, defaultViewState.products.measure),
  top: countCodec(defaultViewState.products.top, 50),
  sort: wordCodec(productSorts, defaultViewState.products.sort),
  order: wordCodec(['descending', 'ascending'], defaultViewState.products.order),
  find: nameCodec,
  focus: nameCodec,
  snapshotFrom: dayCodec,
  snapshotTo: dayCodec,
  snapshotA: dayCodec,
  snapshotB: dayCodec,
  last: countCodec(defaultViewState.snapshots.last, 500),
  sql: textCodec(longestStatement),
  embed: nameCodec,
  check: nameCodec,
} as const satisfies { readonly [N in ParameterName]: ValueCodec<LinkValues[N]> };

export const parameterNames = Object.keys(parameters) as readonly ParameterName[];

/** Whether the link knows a parameter of this name. */
export function isParameterName(name: string): name is ParameterName {
  return Object.hasOwn(parameters, name);
}

/** The codec of a parameter. */
export function codecOf<N extends ParameterName>(name: N): ValueCodec<LinkValues[N]> {
  return parameters[name] as unknown as ValueCodec<LinkValues[N]>;
}

/** A value for every parameter. */
export function valuesBy(valueOf: <N extends ParameterName>(name: N) => LinkValues[N]): LinkValues {
  return Object.fromEntries(parameterNames.map((name) => [name, valueOf(name)])) as unknown as LinkValues;
}

/** The parts of a state, one per parameter. */
export function valuesOf({ filters, counting, products, snapshots, ...rest }: ViewState): LinkValues {
  return { ...rest, ...filters, ...counting, ...products, ...snapshots };
}

/** The state the values make. A range that ends before it starts is no range. */
export function stateOf(values: LinkValues): ViewState {
  const { data, view, grain, map, reading, base, unit, measure, top, sort, order, find, focus, ...others } = values;
  const { compare, by, loss, span, sessions, sql, embed, check, ...rest } = others;
  const { snapshotFrom, snapshotTo, snapshotA, snapshotB, last, ...filters } = rest;
  const range = isBackwards(values) ? { from: null, to: null } : {};
  return {
    data,
    view,
    grain,
    map,
    compare,
    by,
    loss,
    span,
    sessions,
    sql,
    embed,
    check,
    filters: { ...filters, ...range, complement: 'none' },
    counting: { reading, base, unit },
    products: { measure, top, sort, order, find, focus },
    snapshots: { snapshotFrom, snapshotTo, snapshotA, snapshotB, last },
  };
}

/** Whether the range ends before it starts. */
export function isBackwards({ from, to }: Pick<LinkValues, 'from' | 'to'>): boolean {
  return from !== null && to !== null && from > to;
}

export const defaultValues: LinkValues = valuesOf(defaultViewState);
