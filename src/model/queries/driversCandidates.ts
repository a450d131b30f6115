import { param, sql, type Sql } from '../../sql/sql.ts';
import type { Conditions } from '../condition.ts';
import { computedOnce } from '../dialect.ts';
import { type DimensionId, isDimensionId } from '../dimensions.ts';
import type { Counting, Filters } from '../filters.ts';
import type { Query } from '../query.ts';
import { numberIn, textIn, textOrNull } from '../row.ts';
import { driverDimensions, groups, valuesTold } from './driversGroups.ts';
import { entered, type Loss } from './driversPopulation.ts';
import type { Facts } from './facts.ts';

/**
 * What a group of sessions has to be, to be looked at. The first three ask how large it is and not how it ended, so that they
 * choose what is tested; the others choose among what was.
 */
const driverGuards = {
  /** At least so many sessions in it, outside of it, and of each half of a pair outside of the pair. */
  sessions: 10,
  /** At most this share of all sessions: “everybody” drives nothing. */
  share: 0.9,
  /** At least as large as this share of all that is lost, and then with so many lost. */
  ofLost: 0.05,
  /** At least so many of it lost. */
  lost: 5,
  /** Its loss rate so far above the rate outside of it. */
  above: 0.05,
} as const;

/** A group of sessions that loses more than the others. */
export interface DriverCandidate {
  /** One condition, or the two of a pair. */
  readonly conditions: Conditions;
  readonly sessions: number;
  readonly lost: number;
  /** For a pair, the sessions of either half alone and those of them that are lost; else none. */
  readonly halves: readonly { readonly sessions: number; readonly lost: number }[];
  /** Gain in log-likelihood less the cost of its choice: what candidates are ranked by. */
  readonly score: number;
}

/** One candidate and what it is a part of. Without any candidate one row is left, of which it is null. */
export interface DriverCandidateRow {
  /** Sessions at the step before, and those of them that are lost. */
  readonly sessions: number;
  readonly lost: number;
  /** How many groups were large enough to be looked at: as many tests as a p-value has to make up for. */
  readonly tested: number;
  readonly candidate: DriverCandidate | null;
}

const least = param(driverGuards.sessions, 'integer');

/** `part · ln(part / whole)`, 0 for none: a term of a binomial log-likelihood at its best rate. */
function term(part: Sql, whole: Sql): Sql {
  return sql`(case when ${part} > 0 then ${part} * ln(cast(${part} as double) / ${whole}) else 0.0 end)`;
}

/** The log-likelihood of `lost` out of `sessions` at the rate that fits them best. */
function likelihood(lost: Sql, sessions: Sql): Sql {
  return sql`(${term(lost, sessions)} + ${term(sql`(${sessions} - ${lost})`, sessions)})`;
}

/** `part` of `whole` as a double; both known, and the whole not zero. */
function share(part: Sql, whole: Sql): Sql {
  return sql`(cast(${part} as double) / ${whole})`;
}

/**
 * The groups of sessions that lose more than the others, the best first: every value of what is known of a session, and every two
 * values of two such things, with the sessions of `aside`, the drivers found before, left out. The score is the gain of the
 * log-likelihood when a group has a rate of its own, less ln of how many values it is chosen from.
 */
export function driverCandidatesQuery(
  filters: Filters,
  counting: Counting,
  loss: Loss,
  facts: Facts,
  aside: readonly Conditions[],
): Query<DriverCandidateRow> {
  const rate = share(sql`lost`, sql`sessions`);
  const dimensions = driverDimensions(facts, loss);
  return {
    name: aside.length === 0 ? 'candidates for drivers' : `candidates for drivers beside ${aside.length} found`,
    sql: sql`
with ${entered(filters, counting, loss, aside)},
  ${valuesTold(dimensions, filters)},
  ${computedOnce(sql`totals`)} (
    select
      count(*) as sessions,
      coalesce(sum(lost), 0) as lost,
      greatest(${param(driverGuards.sessions, 'double')}, ${param(driverGuards.ofLost, 'double')} * coalesce(sum(lost), 0)) as least
    from told
  ),${groups(dimensions)},
  tested as (
    select groups.*, totals.sessions as all_sessions, totals.lost as all_lost
    from groups
    inner join totals
      on groups.sessions <= ${param(driverGuards.share, 'double')} * totals.sessions
      and totals.sessions - groups.sessions >= ${least}
    where groups.other_dimension is null
      or (groups.half_sessions - groups.sessions >= ${least} and groups.other_half_sessions - groups.sessions >= ${least})
  ),
  standing_out as (
    select
      tested.*,
      ${likelihood(sql`lost`, sql`sessions`)}
        + ${likelihood(sql`(all_lost - lost)`, sql`(all_sessions - sessions)`)}
        - ${likelihood(sql`all_lost`, sql`all_sessions`)}
        - ln(choices) as score
    from tested
    where lost >= ${param(driverGuards.lost, 'integer')}
      and lost >= ${param(driverGuards.ofLost, 'double')} * all_lost
      and ${rate} - ${share(sql`(all_lost - lost)`, sql`(all_sessions - sessions)`)} >= ${param(driverGuards.above, 'double')}
      and (
        other_dimension is null
        or (
          ${share(sql`(half_lost - lost)`, sql`(half_sessions - sessions)`)} < ${rate}
          and ${share(sql`(other_half_lost - lost)`, sql`(other_half_sessions - sessions)`)} < ${rate}
        )
      )
  )
select
  cast(totals.sessions as bigint) as all_sessions,
  cast(totals.lost as bigint) as all_lost,
  (select cast(count(*) as bigint) from tested) as tested,
  standing_out.dimension,
  standing_out.value,
  standing_out.other_dimension,
  standing_out.other_value,
  cast(standing_out.sessions as bigint) as sessions,
  cast(standing_out.lost as bigint) as lost,
  cast(standing_out.half_sessions as bigint) as half_sessions,
  cast(standing_out.half_lost as bigint) as half_lost,
  cast(standing_out.other_half_sessions as bigint) as other_half_sessions,
  cast(standing_out.other_half_lost as bigint) as other_half_lost,
  standing_out.score
from totals
left join standing_out on true
order by
  standing_out.score desc, standing_out.sessions, standing_out.dimension, standing_out.value,
  standing_out.other_dimension, standing_out.other_value`,
    row: (raw) => ({
      sessions: numberIn(raw, 'all_sessions'),
      lost: numberIn(raw, 'all_lost'),
      tested: numberIn(raw, 'tested'),
      candidate: candidateIn(raw),
    }),
  };
}

type Raw = Parameters<Query<unknown>['row']>[0];

function candidateIn(raw: Raw): DriverCandidate | null {
  if (textOrNull(raw, 'dimension') === null) return null;
  const first = { key: dimensionIn(raw, 'dimension'), value: textIn(raw, 'value') };
  const figures = {
    sessions: numberIn(raw, 'sessions'),
    lost: numberIn(raw, 'lost'),
    score: numberIn(raw, 'score'),
  };
  if (textOrNull(raw, 'other_dimension') === null) return { conditions: [first], halves: [], ...figures };
  return {
    conditions: [first, { key: dimensionIn(raw, 'other_dimension'), value: textIn(raw, 'other_value') }],
    halves: [
      { sessions: numberIn(raw, 'half_sessions'), lost: numberIn(raw, 'half_lost') },
      { sessions: numberIn(raw, 'other_half_sessions'), lost: numberIn(raw, 'other_half_lost') },
    ],
    ...figures,
  };
}

function dimensionIn(raw: Raw, column: string): DimensionId {
  const id = textIn(raw, column);
  if (!isDimensionId(id)) throw new TypeError(`“${id}” is no dimension.`);
  return id;
}
