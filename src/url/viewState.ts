import { type Compare, noComparison } from '../model/comparison.ts';
import type { Conditions, SpanId } from '../model/condition.ts';
import type { PartitionId } from '../model/dimensions.ts';
import type { Counting, Day, Filters, Grain } from '../model/filters.ts';
import { noFilters } from '../model/filters.ts';
import type { ProductMeasure, ProductSort } from '../model/productMeasures.ts';

export const views = ['funnel', 'products', 'inventory', 'orders', 'data'] as const;
export type View = (typeof views)[number];

export const mapMeasures = ['sessions', 'conversion', 'lost', 'change'] as const;
export type MapMeasure = (typeof mapMeasures)[number];

/** What the table and the rankings of products show. */
export interface ProductsState {
  /** What products are ranked by. */
  readonly measure: ProductMeasure;
  /** How many the rankings name at either end. */
  readonly top: number;
  /** The column the table is sorted by, and from which end. */
  readonly sort: ProductSort;
  readonly order: 'descending' | 'ascending';
  /** Text the product’s name holds. */
  readonly find: string | null;
  /** The product looked at closely, by name. */
  readonly focus: string | null;
}

/** Which snapshots of stock and orders count. A day stands for the last snapshot on or before it. */
export interface SnapshotsState {
  readonly snapshotFrom: Day | null;
  readonly snapshotTo: Day | null;
  /** The two that are compared; null is the last one, and the one before it. */
  readonly snapshotA: Day | null;
  readonly snapshotB: Day | null;
  /** Out of stock in this many last snapshots. */
  readonly last: number;
}

/** Everything a colleague with the link must see. Nothing else is in the link, and nothing of this is anywhere else. */
export interface ViewState {
  /** Dataset id; null is the catalogue's default. */
  readonly data: string | null;
  readonly view: View;
  readonly filters: Filters;
  readonly counting: Counting;
  readonly grain: Grain | 'auto';
  readonly products: ProductsState;
  readonly snapshots: SnapshotsState;
  /** What the map is coloured by. */
  readonly map: MapMeasure;
  readonly compare: Compare;
  /** What the funnel is broken down by. */
  readonly by: PartitionId | null;
  /** Which loss is explained: all of it, or that of one step. */
  readonly loss: Loss;
  /** Whose time is shown. */
  readonly span: SpanId;
  /** The list of sessions is open, narrowed by these; null is closed. */
  readonly sessions: Conditions | null;
  /** A statement for the console. It is put there and never run by itself. */
  readonly sql: string | null;
  /** Without the frame of the page, to stand in another one: `view`, or one panel by its name. */
  readonly embed: string | null;
  /** Which data and definitions the sender saw. */
  readonly check: string | null;
}

/** `all` is from the first step to checkout; a step is the loss right before it. */
export const losses = ['all', 'add_to_cart', 'checkout', 'package_shipped'] as const;
export type Loss = (typeof losses)[number];

export const defaultViewState: ViewState = {
  data: null,
  view: 'funnel',
  filters: noFilters,
  counting: { reading: 'reached', base: 'first', unit: 'sessions' },
  grain: 'auto',
  products: { measure: 'conversion', top: 3, sort: 'page_view', order: 'descending', find: null, focus: null },
  snapshots: { snapshotFrom: null, snapshotTo: null, snapshotA: null, snapshotB: null, last: 3 },
  map: 'sessions',
  compare: noComparison,
  by: null,
  loss: 'all',
  span: 'view_to_checkout',
  sessions: null,
  sql: null,
  embed: null,
  check: null,
};
