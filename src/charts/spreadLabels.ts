/** Moves labels apart that would overlap: as near as possible to where each belongs, `gap` between two, none above `top` or below `bottom`. */
export function spreadLabels(
  wanted: readonly number[],
  { gap, top, bottom }: { gap: number; top: number; bottom: number },
): readonly number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const placed: number[] = [];
  for (const index of order) placed.push(Math.max(wanted[index] ?? 0, (placed.at(-1) ?? top - gap) + gap));
  let limit = bottom;
  for (let at = placed.length - 1; at >= 0; at--) {
    placed[at] = Math.min(placed[at] ?? 0, limit);
    limit = (placed[at] ?? 0) - gap;
  }
  const result = [...wanted];
  order.forEach((index, at) => (result[index] = placed[at] ?? 0));
  return result;
}
