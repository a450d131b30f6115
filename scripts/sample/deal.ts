import type { Random } from './random.ts';

/**
 * Gives each seat one item, at random, such that no hand holds a kind twice, and adds the kind to that hand. `seats[i]` is
 * the hand that `result[i]` went to; a hand may have several seats and may hold kinds already.
 */
export function deal<Item, Kind>(
  random: Random,
  items: readonly Item[],
  kindOf: (item: Item) => Kind,
  seats: readonly Set<Kind>[],
): Item[] {
  if (items.length !== seats.length) throw new Error(`${items.length} items cannot fill ${seats.length} seats.`);
  const dealt = random.shuffled(items);
  const kindAt = (index: number) => kindOf(dealt[index] as Item);

  seats.forEach((hand, seat) => {
    const fits = (other: number) => !hand.has(kindAt(other));
    const canTrade = (other: number) => fits(other) && !(seats[other] as Set<Kind>).has(kindAt(seat));
    const later = range(seat, dealt.length).find(fits);
    const other = later ?? range(0, seat).find(canTrade);
    if (other === undefined) throw new Error(`No item is left that fits seat ${seat}.`);
    if (later === undefined) {
      const otherHand = seats[other] as Set<Kind>;
      otherHand.delete(kindAt(other));
      otherHand.add(kindAt(seat));
    }
    [dealt[seat], dealt[other]] = [dealt[other] as Item, dealt[seat] as Item];
    hand.add(kindAt(seat));
  });
  return dealt;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
