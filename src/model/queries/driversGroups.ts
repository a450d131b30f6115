import { ident, join, param, sql, type Sql } from '../../sql/sql.ts';
import { computedAnew, computedOnce, firstGrouped, groupedByPairs } from '../dialect.ts';
import { type DimensionId, dimensionIds, isKnown, type PartitionId, valueOf } from '../dimensions.ts';
import type { Filters } from '../filters.ts';
import { notSet } from '../tables.ts';
import type { Loss } from './driversPopulation.ts';
import type { Facts } from './facts.ts';

/** What can drive a loss in this dataset. A promo is known only of an order, and so only where orders are lost. */
export function driverDimensions(facts: Facts, loss: Loss): readonly DimensionId[] {
  return dimensionIds.filter((id) => isKnown(id, facts) && (id !== 'promo' || loss === 'package_shipped'));
}

type Pair = readonly [DimensionId, DimensionId];

/** Two of these say one thing twice: a state lies in one country, and what is viewed first is viewed. */
const nested: readonly Pair[] = [
  ['country', 'state'],
  ['first_viewed', 'viewed'],
];

/** The dimensions that are looked at together. One user is a group small enough. */
function pairsOf(ids: readonly DimensionId[]): readonly Pair[] {
  const pairable = ids.filter((id) => id !== 'user');
  return pairable.flatMap((first, index) =>
    pairable
      .slice(index + 1)
      .filter((second) => !nested.some((pair) => pair.includes(first) && pair.includes(second)))
      .map((second): Pair => [first, second]),
  );
}

/**
 * The sessions of `entered` as the CTE `told`: each with `lost`, and what it says of each dimension. Nothing else is kept of them, and
 * that only where they are few, as those are that some chosen products concern: what takes to find them is not done three times then.
 */
export function valuesTold(ids: readonly DimensionId[], { product }: Filters): Sql {
  const areFew = product.values.length > 0 && product.mode === 'only';
  return sql`${areFew ? computedOnce(sql`told`) : computedAnew(sql`told`)} (
    select session, lost${list(partitionsOf(ids), (id) => sql`, ${candidateValue(id)} as ${ident(id)}`)}
    from entered
  )`;
}

function partitionsOf(ids: readonly DimensionId[]): readonly PartitionId[] {
  return ids.filter((id): id is PartitionId => id !== 'viewed');
}

/**
 * Groups of the sessions of `told`, as CTEs that end in `groups`: one row for each value of a dimension, and for each two
 * values of two of them, that has `least` sessions of `totals`: `sessions`, `lost`, the same of each half of a pair (`half_…`,
 * `other_half_…`), and `choices`, of how many values it is the choice.
 */
export function groups(ids: readonly DimensionId[]): Sql {
  const partitions = partitionsOf(ids);
  const hasViewed = ids.includes('viewed');
  const placeable = partitions.filter((id) => id !== 'user');
  // By themselves: they are many, and would each have a place for all the others.
  const user = partitions.filter((id) => id === 'user');
  const pairs = pairsOf(ids);
  const ofSession = pairs.filter((pair) => !pair.includes('viewed'));
  const ofViewed = pairs.filter((pair) => pair.includes('viewed'));
  return sql`
  valued as (${join([...[placeable, user].filter((some) => some.length > 0).map(singles), ...(hasViewed ? [viewedSingles] : []), noSingle], '\nunion all\n')}
  ),
  ${computedOnce(sql`single`)} (
    select
      valued.*,
      count(*) over (partition by valued.dimension) as choices,
      -- There are few: a small number for each session takes less room.
      cast(row_number() over (partition by valued.dimension order by valued.value) as smallint) as place
    from valued
    inner join totals on valued.sessions >= totals.least
    where valued.value is not null
  ),
  ${placed(placeable)},
  ${alike(placeable)},
  ${alikeViewed(placeable)},
  paired as (${join([...(ofSession.length > 0 ? [doubles(ofSession, sql`alike`)] : []), ...(ofViewed.length > 0 ? [doubles(ofViewed, sql`alike_viewed`)] : []), noPair], '\nunion all\n')}
  ),
  groups as (
    select
      dimension, value, cast(null as varchar) as other_dimension, cast(null as varchar) as other_value,
      sessions, lost,
      null as half_sessions, null as half_lost, null as other_half_sessions, null as other_half_lost,
      choices
    from single
    union all
    select
      half.dimension, half.value, other_half.dimension, other_half.value,
      paired.sessions, paired.lost,
      half.sessions, half.lost, other_half.sessions, other_half.lost,
      half.choices * other_half.choices
    from paired
    inner join totals on paired.sessions >= totals.least
    inner join single as half on half.dimension = paired.dimension and half.place = paired.place
    inner join single as other_half
      on other_half.dimension = paired.other_dimension and other_half.place = paired.other_place
  )`;
}

/** Values that are not set because of how a session ended, or that are many people and not one, are no candidates. */
function candidateValue(id: PartitionId): Sql {
  const value = valueOf(id, sql`entered`);
  return id === 'promo' || id === 'user' ? sql`nullif(${value}, ${param(notSet, 'varchar')})` : value;
}

function list<T>(items: readonly T[], text: (item: T) => Sql): Sql {
  return items.reduce((all, item) => sql`${all}${text(item)}`, sql``);
}

/** Every value of `ids`: `dimension`, `value`, `sessions`, `lost`. */
function singles(ids: readonly PartitionId[]): Sql {
  const sets = join(
    ids.map((id) => sql`(${ident(id)})`),
    ', ',
  );
  return sql`
    select ${firstGrouped(ids, 'name')} as dimension, ${firstGrouped(ids, 'value')} as value, count(*) as sessions, sum(lost) as lost
    from told
    group by grouping sets (${sets})`;
}

/** Every product viewed; names are unique. */
const viewedSingles = sql`
    select 'viewed' as dimension, seen.name as value, viewed.sessions, viewed.lost
    from (
      -- Only what is counted goes through the join: all that is told of a session would be carried along.
      select views.product_id, count(*) as sessions, sum(ended.lost) as lost
      from (select session, lost from told) as ended
      inner join session_products as views on views.session = ended.session and views.has_page_view = 1
      group by views.product_id
    ) as viewed
    inner join products as seen on seen.product_id = viewed.product_id`;

/** `told` with the places of values instead of their texts, which are slow to group by; NULL for a value of few sessions. */
function placed(ids: readonly PartitionId[]): Sql {
  const name = (id: PartitionId) => ident(`at_${id}`);
  return sql`placed as (
    select told.session, told.lost${list(ids, (id) => sql`, ${name(id)}.place as ${ident(id)}`)}
    from told${list(
      ids,
      (id) => sql`
    left join single as ${name(id)} on ${name(id)}.dimension = ${param(id, 'varchar')} and ${name(id)}.value = told.${ident(id)}`,
    )}
  )`;
}

/** Sessions with the same places as one row, with how many they are: there are few such rows, and each pair looks at all of them. */
function alike(ids: readonly PartitionId[]): Sql {
  const columns = ids.map((id) => ident(id));
  return sql`alike as (
    select ${list(columns, (column) => sql`${column}, `)}count(*) as sessions, sum(lost) as lost
    from placed
    ${columns.length === 0 ? sql`` : sql`group by ${join(columns, ', ')}`}
  )`;
}

/** The same, a session once for each product it viewed. */
function alikeViewed(ids: readonly PartitionId[]): Sql {
  const columns = [...ids.map((id) => sql`placed.${ident(id)}`), sql`single.place`];
  return sql`alike_viewed as (
    select
      ${list(ids, (id) => sql`placed.${ident(id)}, `)}single.place as viewed,
      count(*) as sessions,
      sum(placed.lost) as lost
    from placed
    -- As few columns as it takes: a join carries along all there are.
    inner join (select session, product_id from session_products where has_page_view = 1) as views
      on views.session = placed.session
    inner join (select product_id, name from products) as seen on seen.product_id = views.product_id
    inner join single on single.dimension = 'viewed' and single.value = seen.name
    group by ${join(columns, ', ')}
  )`;
}

/** The places of two values each in their dimensions, together, of `source`; the second half has the names `other_…`. */
function doubles(pairs: readonly Pair[], source: Sql): Sql {
  const used = dimensionIds.filter((id) => pairs.some((pair) => pair.includes(id)));
  return groupedByPairs(source, used, pairs, ['sessions', 'lost']);
}

/** Nothing, with the columns of the others: a dataset may know nothing of its sessions. */
const noSingle = sql`
    select cast(null as varchar) as dimension, cast(null as varchar) as value, 0 as sessions, 0 as lost where false`;
const noPair = sql`
    select
      cast(null as varchar) as dimension, 0 as place, cast(null as varchar) as other_dimension, 0 as other_place,
      0 as sessions, 0 as lost
    where false`;
