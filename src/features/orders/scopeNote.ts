import type { Filters } from '../../model/filters.ts';
import type { OrdersFacts } from '../../model/queries/ordersFacts.ts';
import { choosesSessions } from '../../model/queries/ordersSelection.ts';
import { counted } from './wording.ts';

/** How the filters reach orders, where that is not plain to see; null where nothing needs to be said. */
export function scopeNote(filters: Filters, { withoutSession }: Pick<OrdersFacts, 'withoutSession'>): string | null {
  const notes = [
    ...(filters.product.values.length === 0
      ? []
      : [
          'Orders that hold a chosen product are counted; units and revenue are of the chosen products, everything else is of whole orders.',
        ]),
    ...(withoutSession === 0 ? [] : [sessionless(withoutSession, choosesSessions(filters))]),
  ];
  return notes.length === 0 ? null : notes.join(' ');
}

function sessionless(orders: number, isChosen: boolean): string {
  const who = `${counted(orders)} in the data ${orders === 1 ? 'was' : 'were'} checked out in no session`;
  return isChosen
    ? `${who} and left out: the filters choose among sessions.`
    : `${who}; they count as long as no filter chooses among sessions.`;
}
