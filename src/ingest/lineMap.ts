/** A row that does not start in the line after the one before it. */
export interface Jump {
  readonly row: number;
  readonly line: number;
}

/** Remembers in which line each row starts, at the cost of those rows only that are out of step. */
export class LineMap {
  readonly jumps: Jump[] = [];
  private nextLine = -1;

  /** Notes the line of a row; rows come in their order, from 0. */
  note(row: number, line: number): void {
    if (line !== this.nextLine) this.jumps.push({ row, line });
    this.nextLine = line + 1;
  }

  /** Notes so many rows, each in the line below the one before it; the first is `row`. */
  noteRun(row: number, line: number, count: number): void {
    this.note(row, line);
    this.nextLine = line + count;
  }

  lineOf(row: number): number {
    let low = 0;
    let high = this.jumps.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.jumps[middle]?.row ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const jump = this.jumps[low] ?? { row: 0, line: 1 };
    return jump.line + row - jump.row;
  }
}
