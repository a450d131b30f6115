import { type ReactNode, useMemo } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { FunnelBars, funnelBarsHeight } from '../../charts/FunnelBars.tsx';
import type { OtherSide } from '../../model/comparison.ts';
import type { Counting, Filters } from '../../model/filters.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { shows } from '../../model/subjects.ts';
import type { WordId } from '../../model/words.ts';
import { countingWords, proofOf, proofOfSides } from '../../queries/proofOf.ts';
import { useSides } from '../../queries/useSides.ts';
import { Button } from '../../ui/Button.tsx';
import { funnelView } from './funnelView.ts';
import { differenceWords } from './sides.ts';
import { panelError } from '../../queries/panelError.ts';
import { toggleLoss, toggleStep } from './selection.ts';
import { useSettled } from '../../queries/useSettled.ts';

interface FunnelPanelProps {
  readonly filters: Filters;
  /** What the selection is compared with, if anything. */
  readonly other: OtherSide | null;
  readonly counting: Counting;
  readonly countingSwitch: ReactNode;
  readonly onChange: (filters: Filters) => void;
  /** Opens the list of the sessions selected. */
  readonly onSessions: () => void;
}

const subjects = shows('sessions', 'steps');
const defined = ['ofPrevious', 'lost', 'dropOff', 'conversion'] as const satisfies readonly WordId[];

/** The steps as bars. A bar or a loss filters by itself. */
export function FunnelPanel({ filters, other, counting, countingSwitch, onChange, onSessions }: FunnelPanelProps) {
  const query = useMemo(() => funnelQuery(filters, counting), [filters, counting]);
  const otherQuery = useMemo(() => (other === null ? null : funnelQuery(other.filters, counting)), [other, counting]);
  const proof = useMemo(
    () =>
      proofOf(
        [...countingWords(counting), ...defined, ...(otherQuery === null ? [] : differenceWords)],
        proofOfSides(query, otherQuery, other, counting),
      ),
    [query, otherQuery, other, counting],
  );
  const answer = useSides(query, otherQuery);
  const { rows, others, stale } = answer;
  const current = useMemo(() => {
    if (stale || rows === undefined || others === undefined) return null;
    const compared = other === null || others === null ? null : { side: other, rows: others };
    return funnelView(rows, counting, filters, compared);
  }, [stale, rows, others, counting, filters, other]);
  const view = useSettled(current, answer);
  return (
    <ChartFrame
      title="Funnel"
      subjects={subjects}
      subtitle={countingSwitch}
      tools={
        <Button look="text" aria-label="Sessions of this funnel" onPress={onSessions}>
          Sessions
        </Button>
      }
      numbers={view?.numbers ?? null}
      stale={answer.stale}
      error={panelError(answer)}
      proof={proof}
      empty={view?.empty ?? null}
      note={view?.note ?? null}
      height={funnelBarsHeight}
    >
      {view !== null && (
        <FunnelBars
          bars={view.bars}
          whole={view.whole}
          onSelectStep={(step) => onChange(toggleStep(filters, step))}
          onSelectLoss={(step) => onChange(toggleLoss(filters, step))}
        />
      )}
    </ChartFrame>
  );
}
