import { useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { ShareBars, shareRowHeight, sharesAtFirst } from '../../charts/ShareBars.tsx';
import type { Counting, Filters } from '../../model/filters.ts';
import { ordersByQuery, type OrdersDimension } from '../../model/queries/ordersBy.ts';
import type { Subject } from '../../model/subjects.ts';
import type { WordId } from '../../model/words.ts';
import { proofOf } from '../../queries/proofOf.ts';
import { useRows } from '../../queries/useRows.ts';
import { breakdownView, breakdownWords } from './breakdownView.ts';
import { Defined } from './Defined.tsx';
import { panelError } from '../../queries/panelError.ts';
import { UnknownPanel } from './UnknownPanel.tsx';
import { useSettled } from '../../queries/useSettled.ts';

interface BreakdownPanelProps {
  readonly filters: Filters;
  readonly counting: Counting;
  readonly dimension: OrdersDimension;
  readonly isKnown: boolean;
}

interface Told {
  readonly text: string;
  readonly word: WordId;
  readonly about: readonly Subject[];
}
const subtitles: Readonly<Record<OrdersDimension, Told>> = {
  promo: { text: 'orders that used it', word: 'promoUse', about: ['orders', 'promos'] },
  'shipping service': { text: 'orders it ships', word: 'chosenOrders', about: ['orders', 'delivery'] },
  'shipping state': {
    text: 'where orders go, not where users live',
    word: 'shippingState',
    about: ['orders', 'places'],
  },
};

const lacks: Readonly<Record<OrdersDimension, string>> = {
  promo: 'No order in this dataset names a promo (promo_id).',
  'shipping service': 'The orders file does not say who ships (shipping_service).',
  'shipping state':
    'This dataset does not say where orders go. With address_id in orders.csv and addresses.csv (address_id, state, country), the states appear here.',
};

/** Orders per promo, shipping service or shipping state. */
export function BreakdownPanel({ isKnown, ...asked }: BreakdownPanelProps) {
  return isKnown ? (
    <Breakdown {...asked} />
  ) : (
    <UnknownPanel title={breakdownWords[asked.dimension].title} sentence={lacks[asked.dimension]} />
  );
}

function Breakdown({ filters, counting, dimension }: Omit<BreakdownPanelProps, 'isKnown'>) {
  const query = ordersByQuery(filters, counting, dimension);
  const answer = useRows(query);
  const { rows } = answer;
  const current = useMemo(() => (rows === undefined ? null : breakdownView(rows, dimension)), [rows, dimension]);
  const view = useSettled(current, answer);
  const { title, head, nouns } = breakdownWords[dimension];
  const { text, word, about } = subtitles[dimension];
  return (
    <ChartFrame
      title={title}
      subjects={about}
      subtitle={<Defined word={word}>{text}</Defined>}
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proofOf([...new Set<WordId>(['chosenOrders', word])], [query])}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={(Math.min(rows?.length ?? sharesAtFirst, sharesAtFirst) + 1) * shareRowHeight}
    >
      {view !== null && (
        <ShareBars rows={view.rows} heads={{ label: head, value: 'Orders', share: 'Of all' }} noun={nouns} />
      )}
    </ChartFrame>
  );
}
