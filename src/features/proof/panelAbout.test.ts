import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Day, noFilters } from '../../model/filters.ts';
import type { Facts } from '../../model/queries/facts.ts';
import { funnelQuery } from '../../model/queries/funnel.ts';
import { totalsQuery } from '../../model/queries/totals.ts';
import { countingWords, proofOf, proofOfSides, type ProofScope, stepWords } from '../../queries/proofOf.ts';
import { defaultViewState, type ViewState } from '../../url/viewState.ts';
import { answerText, cutText } from './answerText.ts';
import { panelAbout, panelFileName, rowsAbout } from './panelAbout.ts';
import type { PanelSource } from './panelSource.ts';

const day = (text: string) => text as Day;
const { counting } = defaultViewState;
const facts = { firstDay: day('2021-02-09'), lastDay: day('2021-02-11') } as Facts;

beforeEach(() => vi.stubGlobal('location', { href: 'http://shop.example/dashboard/?view=orders#panel-funnel' }));
afterEach(() => vi.unstubAllGlobals());

function source(state: Partial<ViewState> = {}, id = 'greenery'): PanelSource {
  const dataset = { id, title: 'Greenery', dataVersion: '0123456789abcdef' };
  return { dataset, state: { ...defaultViewState, ...state }, filters: noFilters, facts };
}
const subject = (words: Parameters<typeof proofOf>[0], scope: ProofScope | null = null) => ({
  name: 'funnel',
  title: 'Funnel',
  proof: proofOf(words, [], scope),
});

describe('what a panel’s file says of itself', () => {
  it('is what is chosen, how it is counted, and the way back to the view in the page', () => {
    const state = { view: 'products', embed: 'view', check: 'x' } as const;
    expect(panelAbout(subject(countingWords(counting)), source(state))).toEqual({
      title: 'Funnel',
      selection: 'Sessions of 2021-02-09 to 2021-02-11',
      dataset: 'Greenery',
      dataVersion: '0123456789abcdef',
      link: 'http://shop.example/dashboard/?view=products',
      lines: ['Counted: sessions · reached · of first step'],
    });
  });

  it('names the way of counting as far as the panel uses it', () => {
    expect(panelAbout(subject(stepWords(counting)), source()).lines).toEqual(['Counted: sessions · reached']);
    expect(panelAbout(subject(['session', 'reached']), source()).lines).toEqual(['Counted: reached']);
    expect(panelAbout(subject(['stockLevel']), source()).lines).toEqual([]);
  });

  it('is of what the panel says where that is not the selection', () => {
    expect(panelAbout(subject([], { text: 'All snapshots' }), source()).selection).toBe('All snapshots');
  });
});

describe('a panel that compares', () => {
  const query = funnelQuery(noFilters, counting);
  const there = { from: day('2021-02-09'), to: day('2021-02-10') };
  const other = { filters: { ...noFilters, ...there }, days: there };
  const otherQuery = funnelQuery(other.filters, counting);
  const compared = {
    name: 'funnel',
    title: 'Funnel',
    proof: proofOf([], proofOfSides(query, otherQuery, other, counting)),
  };
  const [own, theirs] = compared.proof.statements;

  it('says of its picture what both sides are, and of the rows of a side what that side is', () => {
    expect(panelAbout(compared, source()).lines).toEqual(['Compared with: Sessions of 2021-02-09 to 2021-02-10']);
    if (own === undefined || theirs === undefined) throw new Error('A comparison has two statements.');
    expect(rowsAbout(compared, own, source(), ['More.'])).toMatchObject({
      title: 'Funnel: funnel',
      selection: 'Sessions of 2021-02-09 to 2021-02-11',
      lines: ['More.'],
    });
    expect(rowsAbout(compared, theirs, source())).toMatchObject({
      title: 'Funnel: funnel, the other side',
      selection: 'Sessions of 2021-02-09 to 2021-02-10',
    });
    expect(panelFileName(compared, source(), 'csv', own)).toBe('greenery-funnel-2021-02-09-2021-02-11.csv');
    expect(panelFileName(compared, source(), 'csv', theirs)).toBe(
      'greenery-funnel-funnel-the-other-side-2021-02-09-2021-02-10.csv',
    );
  });

  it('asks one question where there is no other side', () => {
    expect(proofOfSides(query, null, null, counting)).toEqual([query]);
  });
});

describe('the name of a panel’s file', () => {
  it('tells dataset, panel, statement and days', () => {
    const queries = [funnelQuery(noFilters, counting), totalsQuery(noFilters, counting)];
    const name = (id: string, scope: ProofScope | null = null, statement: string | null = null) =>
      panelFileName(
        { name: 'funnel', proof: proofOf([], queries, scope) },
        source({}, id),
        'csv',
        statement === null ? null : { name: statement, scope: null },
      );
    expect(name('greenery')).toBe('greenery-funnel-2021-02-09-2021-02-11.csv');
    expect(name('greenery-2021', null, 'stock levels')).toBe(
      'greenery-2021-funnel-stock-levels-2021-02-09-2021-02-11.csv',
    );
    expect(name('my-shop', { text: 'All snapshots', days: null })).toBe('greenery-my-shop-funnel.csv');
    const one = { from: day('2021-03-01'), to: day('2021-03-01') };
    expect(name('greenery', { text: 'One snapshot', days: one })).toBe('greenery-funnel-2021-03-01.csv');
    expect(name('greenery', { text: 'Other filters' })).toBe('greenery-funnel-2021-02-09-2021-02-11.csv');
  });
});

describe('what an answer is', () => {
  const answer = (rows: number, tookMs: number, cut = false) => ({
    rows: Array.from({ length: rows }, () => [1]),
    cut,
    tookMs,
  });
  it('is told with its rows and its time', () => {
    expect(answerText(answer(1, 0.2))).toBe('1 row in less than 1 ms, run just now.');
    expect(answerText(answer(0, 1234.5))).toBe('0 rows in 1\u202f235 ms, run just now.');
    expect(cutText(answer(2, 3))).toEqual([]);
  });
  it('is told when it is not all', () => {
    expect(answerText(answer(2, 3, true))).toBe('More than 2 rows in 3 ms, run just now.');
    expect(cutText(answer(2, 3, true))).toEqual(['These are the first 2 rows; there are more.']);
  });
});
