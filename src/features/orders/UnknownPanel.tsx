import { ChartFrame } from '../../charts/ChartFrame.tsx';

const noNumbers = { columns: [{ label: 'Orders', align: 'start' as const }], rows: [] };

/** A panel that the dataset has no columns for, and what it would need. */
export function UnknownPanel({ title, sentence }: { title: string; sentence: string }) {
  return (
    <ChartFrame
      title={title}
      subjects={[]}
      subtitle={null}
      numbers={noNumbers}
      stale={false}
      error={null}
      empty={sentence}
      height={120}
    >
      {null}
    </ChartFrame>
  );
}
