import { expect, it } from 'vitest';
import { closingLine, counted, noTests, playwrightTotals, plus, vitestTotals } from './totals.ts';

const vitestReport = {
  numTotalTests: 10,
  numPassedTests: 6,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  success: false,
};

const playwrightReport = { suites: [], errors: [], stats: { expected: 4, unexpected: 2, flaky: 1, skipped: 3 } };

it('reads the totals of Vitest, tests to be written among the skipped', () => {
  expect(vitestTotals(JSON.stringify(vitestReport))).toEqual({ passed: 6, failed: 1, skipped: 3 });
});

it('reads the totals of Playwright, tests that passed at a second try among the passed', () => {
  expect(playwrightTotals(JSON.stringify(playwrightReport))).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

it.each([
  ['an empty file', ''],
  ['the start of a report', '{"numPassedTests": 3'],
  ['the report of something else', '{"tests": 3}'],
])('refuses %s', (_, text) => {
  expect(() => vitestTotals(text)).toThrow(/JSON|report/);
  expect(() => playwrightTotals(text)).toThrow(/JSON|report/);
});

it('counts a runner that broke without a failed test as one failure', () => {
  expect(counted(noTests, false)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(counted({ passed: 9, failed: 0, skipped: 0 }, false)).toEqual({ passed: 9, failed: 1, skipped: 0 });
  expect(counted({ passed: 9, failed: 2, skipped: 0 }, false)).toEqual({ passed: 9, failed: 2, skipped: 0 });
  expect(counted({ passed: 9, failed: 0, skipped: 1 }, true)).toEqual({ passed: 9, failed: 0, skipped: 1 });
});

it('closes with the sums', () => {
  const sum = plus({ passed: 6, failed: 1, skipped: 3 }, { passed: 5, failed: 2, skipped: 3 });
  expect(closingLine(sum)).toBe('11 passed, 3 failed, 6 skipped');
});
