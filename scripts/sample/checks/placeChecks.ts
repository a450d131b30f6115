import { param, sql } from '../../../src/sql/sql.ts';
import { burstUser, stateFigures, totals } from '../figures.ts';
import { type FigureCheck, sessionCounts } from './figureCheck.ts';

const homes = sql`select user_id, state, country from users join addresses using (address_id)`;

export function placeChecks(): FigureCheck[] {
  const byState = stateFigures.toSorted((a, b) => (a.state < b.state ? -1 : 1));
  return [
    {
      title: 'users and sessions of each home state',
      query: sql`
        with homes as (${homes})
        select state, count(distinct user_id) as users, ${sessionCounts}
        from events join homes using (user_id)
        group by state
        order by state`,
      rows: byState.map((figures) => ({ ...figures })),
    },
    {
      title: 'home of the burst user',
      query: sql`with homes as (${homes}) select state from homes where user_id = ${param(burstUser.id, 'varchar')}`,
      rows: [{ state: burstUser.state }],
    },
    {
      title: 'states shipped to',
      query: sql`select count(distinct state) as states from orders join addresses using (address_id)`,
      rows: [{ states: totals.shippingStates }],
    },
    {
      title: 'country',
      query: sql`select distinct country from addresses`,
      rows: [{ country: totals.country }],
    },
  ];
}
