/** How many tests had which end. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noTests: Totals = { passed: 0, failed: 0, skipped: 0 };

/** The totals in the text of Vitest's JSON report. Throws when it is not one. */
export function vitestTotals(report: string): Totals {
  const read = counts(JSON.parse(report));
  return {
    passed: read('numPassedTests'),
    failed: read('numFailedTests'),
    skipped: read('numPendingTests') + read('numTodoTests'),
  };
}

/** The totals in the text of Playwright's JSON report. Throws when it is not one. */
export function playwrightTotals(report: string): Totals {
  const { stats } = JSON.parse(report) as { stats?: unknown };
  const read = counts(stats);
  return { passed: read('expected') + read('flaky'), failed: read('unexpected'), skipped: read('skipped') };
}

/** The totals of both together. */
export function plus(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** What counts for a stage: one that broke without a failed test is one failure, so that no broken run looks whole. */
export function counted(reported: Totals, succeeded: boolean): Totals {
  return succeeded || reported.failed > 0 ? reported : { ...reported, failed: 1 };
}

/** The one line that a run of all tests ends with. */
export function closingLine({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function counts(report: unknown): (name: string) => number {
  return (name) => {
    const count = (report as Record<string, unknown> | undefined)?.[name];
    if (typeof count !== 'number') throw new Error(`The test report has no number “${name}”.`);
    return count;
  };
}
