/** The hatching of stock-outs, as a pattern to fill with. */
export function StockHatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" fill="var(--loss-wash)" />
        <rect width="1.3" height="5" fill="var(--loss)" opacity="0.75" />
      </pattern>
    </defs>
  );
}
