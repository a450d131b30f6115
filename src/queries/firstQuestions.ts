import { findDrivers } from '../model/drivers.ts';
import { type Counting, type Filters, noFilters } from '../model/filters.ts';
import { grainFor } from '../model/grain.ts';
import type { Query } from '../model/query.ts';
import { burstQuery } from '../model/queries/burst.ts';
import { byCountryQuery, byStateQuery } from '../model/queries/byPlace.ts';
import { factsQuery, valuesQuery } from '../model/queries/facts.ts';
import { funnelQuery } from '../model/queries/funnel.ts';
import { type OptionFilter, optionsQuery } from '../model/queries/options.ts';
import { stockOutsDuringQuery } from '../model/queries/stockOutsDuring.ts';
import { timeBinsQuery, timesQuery } from '../model/queries/timeToConvert.ts';
import { totalsQuery } from '../model/queries/totals.ts';
import { trendQuery } from '../model/queries/trend.ts';
import { usersQuery } from '../model/queries/users.ts';
import { usersByCountryQuery, usersByStateQuery } from '../model/queries/usersByPlace.ts';
import { daysOf } from '../model/resolve.ts';

const filterNames: readonly OptionFilter[] = ['product', 'country', 'state', 'employee', 'traffic'];

/**
 * Asks everything that the page asks for a link without anything in it, or with these filters: what the data holds, every panel of the
 * funnel, and what the filters offer. `counting` is that of such a link. Resolves when all is answered; rejects as `ask` does.
 */
export async function askFirstQuestions(
  ask: <R>(query: Query<R>) => Promise<readonly R[]>,
  counting: Counting,
  filters: Filters = noFilters,
): Promise<void> {
  const [facts] = await ask(factsQuery());
  await ask(valuesQuery());
  if (facts === undefined) return;
  const days = daysOf(filters, facts);
  await ask(funnelQuery(filters, counting));
  await ask(totalsQuery(filters, counting));
  await ask(usersQuery(filters, counting));
  if (facts.hasUsers) await ask(burstQuery(filters, counting));
  if (days !== null) {
    await ask(trendQuery(filters, counting, grainFor(days.from, days.to, 'auto').grain));
    if (facts.hasStock) await ask(stockOutsDuringQuery(days.from, days.to, filters.product));
  }
  await ask(timesQuery(filters, counting, 'view_to_checkout'));
  await ask(timeBinsQuery(filters, counting, 'view_to_checkout'));
  if (facts.hasPlaces) {
    await ask(byCountryQuery(filters, counting));
    await ask(byStateQuery(filters, counting));
    await ask(usersByCountryQuery(filters, counting));
    await ask(usersByStateQuery(filters, counting));
  }
  await findDrivers(ask, filters, counting, 'all', facts);
  for (const filter of filterNames) await ask(optionsQuery(filters, counting, filter));
}
