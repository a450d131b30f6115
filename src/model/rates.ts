import { param, sql, type Sql } from '../sql/sql.ts';

/** `part / whole` as a share (0..1 where the part belongs to the whole); NULL where the whole is zero. */
export function rate(part: Sql, whole: Sql): Sql {
  return sql`(cast(${part} as double) / nullif(cast(${whole} as double), 0))`;
}

/** The 97.5 % point of the normal distribution: a two-sided interval of 95 %. */
const z = 1.959963984540054;

/**
 * The ends of the Wilson score interval, 95 %, of `part` out of `whole` (0..1); NULL where the whole is zero or smaller than
 * the part. E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, JASA 22 (1927), 209–212.
 */
export function wilson(part: Sql, whole: Sql): { low: Sql; high: Sql } {
  const n = sql`cast(${whole} as double)`;
  const k = sql`cast(${part} as double)`;
  const square = param(z * z, 'double');
  const centre = sql`((${k} + ${square} / 2) / nullif(${n} + ${square}, 0))`;
  const reach = sql`(${param(z, 'double')} / nullif(${n} + ${square}, 0) * sqrt(${k} * (${n} - ${k}) / nullif(${n}, 0) + ${square} / 4))`;
  const outside = sql`${whole} = 0 or ${part} < 0 or ${part} > ${whole}`;
  // For none and for all the formula meets the end exactly, which rounding would miss.
  return {
    low: sql`(case when ${outside} then null when ${part} = 0 then 0.0 else ${centre} - ${reach} end)`,
    high: sql`(case when ${outside} then null when ${part} = ${whole} then 1.0 else ${centre} + ${reach} end)`,
  };
}
