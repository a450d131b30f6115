import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** A browser’s storage; `broken` throws whatever is asked of it. */
function storageOf(kept: Record<string, string>, { broken = false } = {}) {
  const checked = () => {
    if (broken) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };
  return {
    getItem: (name: string) => {
      checked();
      return kept[name] ?? null;
    },
    setItem: (name: string, value: string) => {
      checked();
      kept[name] = value;
    },
    removeItem: (name: string) => {
      checked();
      delete kept[name];
    },
  };
}

/** The history as a page that was just opened has it. */
async function opened(kept: Record<string, string>, options?: { broken: boolean }) {
  vi.resetModules();
  vi.stubGlobal('localStorage', storageOf(kept, options));
  const { useSqlHistory } = await import('./sqlHistory.ts');
  return useSqlHistory;
}

describe('the history of the console', () => {
  let kept: Record<string, string>;
  beforeEach(() => {
    kept = {};
  });
  afterEach(() => vi.unstubAllGlobals());

  it('keeps the last fifty statements, newest first, each once, also for the next page', async () => {
    const { getState } = await opened(kept);
    for (let at = 1; at <= 60; at++) getState().remember(`select ${at}`);
    getState().remember('select 40');
    expect(getState().past.slice(0, 3)).toEqual(['select 40', 'select 60', 'select 59']);
    expect(getState().past).toHaveLength(50);
    expect(getState().past.at(-1)).toBe('select 11');

    const next = await opened(kept);
    expect(next.getState().past).toEqual(getState().past);
  });

  it('forgets one statement, and all', async () => {
    const { getState } = await opened(kept);
    for (const statement of ['select 1', 'select 2', 'select 3']) getState().remember(statement);
    getState().forget('select 2');
    expect((await opened(kept)).getState().past).toEqual(['select 3', 'select 1']);
    getState().forgetAll();
    expect((await opened(kept)).getState().past).toEqual([]);
  });

  it('keeps what is being written for the page only', async () => {
    const { getState } = await opened(kept);
    getState().remember('select 1');
    getState().write({ text: 'select secret', over: null });
    expect(getState().draft).toEqual({ text: 'select secret', over: null });
    expect(JSON.stringify(kept)).not.toContain('secret');
    expect((await opened(kept)).getState().draft).toBeNull();
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"state":{}}'],
    ['null', 'null'],
  ])('begins afresh after %s', async (_, text) => {
    const { getState } = await opened({ 'greenery.sql': text });
    expect(getState().past).toEqual([]);
    getState().remember('select 1');
    expect(getState().past).toEqual(['select 1']);
  });

  it('leaves out what is no text', async () => {
    const { getState } = await opened({ 'greenery.sql': '["select 1", 2, null]' });
    expect(getState().past).toEqual(['select 1']);
  });

  it('works in a browser that keeps nothing', async () => {
    const { getState } = await opened({}, { broken: true });
    getState().remember('select 1');
    getState().forget('select 2');
    expect(getState().past).toEqual(['select 1']);
  });
});
