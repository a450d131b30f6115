import type { About, ExportTable } from '../../exports/table.ts';
import { fileName } from '../../exports/fileName.ts';
import { conditionsText } from '../../model/conditionText.ts';
import type { Facts } from '../../model/queries/facts.ts';
import {
  narrowed,
  type SessionCount,
  type SessionList,
  type SessionRow,
  type SessionSort,
} from '../../model/queries/sessionList.ts';
import { daysOf } from '../../model/resolve.ts';
import { selectionText } from '../../model/selectionText.ts';
import { words } from '../../model/words.ts';
import { count } from '../../ui/format.ts';
import { linkOf } from '../../url/useViewState.ts';
import type { ViewState } from '../../url/viewState.ts';
import { listNotes, orderText, sortLabels, titleText } from './sessionsView.ts';

/** The dataset as files name it. */
export interface DatasetName {
  readonly id: string;
  readonly title: string;
  readonly dataVersion: string;
}

const columns = [
  { name: 'session_id', type: 'VARCHAR' },
  { name: 'user_id', type: 'VARCHAR' },
  { name: 'started_at', type: 'VARCHAR' },
  { name: 'seconds', type: 'DOUBLE' },
  { name: 'state', type: 'VARCHAR' },
  { name: 'country', type: 'VARCHAR' },
  { name: 'burst_user', type: 'BOOLEAN' },
  { name: 'events', type: 'BIGINT' },
  { name: 'furthest_step', type: 'VARCHAR' },
  { name: 'products_viewed', type: 'BIGINT' },
  { name: 'viewed_1', type: 'VARCHAR' },
  { name: 'viewed_2', type: 'VARCHAR' },
  { name: 'viewed_3', type: 'VARCHAR' },
  { name: 'order_id', type: 'VARCHAR' },
  { name: 'orders', type: 'BIGINT' },
  { name: 'revenue', type: 'DOUBLE' },
] as const;

/** The sessions as a table of a file: times UTC, revenue in the shop’s currency, the furthest step by its id. */
export function sessionsTable(rows: readonly SessionRow[]): ExportTable {
  return {
    columns,
    rows: rows.map((row) => [
      row.session,
      row.user,
      row.startedAt,
      row.seconds,
      row.state,
      row.country,
      row.burst,
      row.events,
      row.step,
      row.viewedCount,
      row.viewed[0] ?? null,
      row.viewed[1] ?? null,
      row.viewed[2] ?? null,
      row.order,
      row.orders,
      row.revenue,
    ]),
  };
}

/** What a file of a list is about. */
interface ListSource {
  readonly list: SessionList;
  readonly sort: SessionSort;
  readonly total: SessionCount;
  readonly state: ViewState;
  readonly facts: Facts;
  readonly dataset: DatasetName;
}

/** What the file says of itself; `most` is how many sessions it holds at most. */
export function sessionsAbout({ list, sort, total, state, facts, dataset }: ListSource, most: number): About {
  const { counting, conditions } = list;
  const inside = narrowed(list);
  const isCut = total.sessions > most;
  return {
    title: titleText(total, counting),
    selection: selectionText(inside, counting, daysOf(inside, facts)),
    dataset: dataset.title,
    dataVersion: dataset.dataVersion,
    link: linkOf({ ...state, embed: null, check: null }),
    lines: [
      `Steps are counted as “${words[counting.reading].label.toLowerCase()}”`,
      `Sorted by ${sortLabels[sort.by].toLowerCase()}, ${orderText(sort)}`,
      ...listNotes(total, conditions, counting),
      ...(isCut ? [`Only the first ${count(most)} of ${count(total.sessions)} sessions are in this file.`] : []),
    ],
  };
}

/** Its name: dataset, what the list is of, days. */
export function sessionsFileName({ list, facts, dataset }: ListSource, extension: 'csv' | 'parquet'): string {
  const days = daysOf(narrowed(list), facts);
  // Every name begins with the shop’s; it is not said twice.
  const id = dataset.id.replace(/^greenery-?/, '');
  const parts = [id, 'sessions', conditionsText(list.conditions, list.counting.reading)];
  return fileName([...parts, ...(days === null ? [] : new Set([days.from, days.to]))], extension);
}
