import { describe, expect, it } from 'vitest';
import type { FileLook, FilePlan, RefusedFile } from '../ingest/own/plan.ts';
import { contractValues } from '../ingest/reading.ts';
import { chosenOf, droppedOf, type Dropped, mostFiles, titleOf } from './chosenFiles.ts';
import { middleCut } from './fileView.ts';
import { alike, type Change, changed, isRefused, noFiles, type OwnFilesState, toLookAgain } from './ownFilesState.ts';
import { lacking, stepFor, withColumn, withCsv, withMinutes, withStep, withTable } from './planEdits.ts';
import { notReady } from './readiness.ts';

const csv = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 } as const;

function lookAt(path: string, columns = ['session_id', 'created_at', 'event_type']): FileLook {
  const found = columns.map((name) => ({ name, samples: ['1'] }));
  return { path, bytes: 1, format: 'csv', isGzip: false, csv, columns: found, rows: [] };
}

const file = (path: string, lastModified = 1) => ({ path, blob: new File(['x'], path, { lastModified }) });
const add = (...paths: string[]): Change => ({ type: 'add', files: paths.map((path) => file(path)), notes: [] });
const looked = (...looks: (FileLook | RefusedFile)[]): Change => ({ type: 'looked', looks, remembered: () => null });

function after(...changes: readonly Change[]): OwnFilesState {
  return changes.reduce(changed, noFiles);
}

function planOf(state: OwnFilesState, path: string): FilePlan {
  const plan = state.now.plans[path];
  if (plan === undefined) throw new Error(`${path} has no plan.`);
  return plan;
}

const plan: FilePlan = {
  path: 'a.csv',
  table: 'events',
  csv,
  columns: { session_id: 'sid', user_id: 'uid' },
  values: contractValues,
  gapMinutes: null,
};

describe('edits of a plan', () => {
  it('let sessions end by a gap exactly while events have no session id', () => {
    const without = withColumn(plan, 'session_id', null);
    expect(without.gapMinutes).toBe(30);
    expect(lacking(without)).toEqual(['event_type', 'created_at']);
    expect(lacking(withColumn(without, 'user_id', null))).toContain('session_id or user_id');
    expect(withColumn(withMinutes(without, 45), 'product_id', 'p').gapMinutes).toBe(45);
    expect(withColumn(without, 'session_id', 'sid').gapMinutes).toBeNull();
    expect(withTable(without, 'users', lookAt('a.csv')).gapMinutes).toBeNull();
  });

  it('call an event a step, or no step even where it has a step’s name', () => {
    const named = withStep(plan, 'buy', 'checkout');
    expect(stepFor(named, 'buy')).toBe('checkout');
    expect(withStep(named, 'buy', null).values.stands['event_type']).toEqual({});
    expect(stepFor(plan, 'checkout')).toBe('checkout');
    const denied = withStep(plan, 'checkout', null);
    expect(stepFor(denied, 'checkout')).toBeNull();
    expect(withStep(denied, 'checkout', 'checkout').values.stands['event_type']).toEqual({});
    // A type of such a name must not be found on the prototype.
    expect(stepFor(plan, 'constructor')).toBeNull();
  });

  it('keep what stands before a quote fitting to the quote', () => {
    expect(withCsv(plan, { quote: "'" }).csv?.escape).toBe("'");
    expect(withCsv(withCsv(plan, { escape: '\\' }), { quote: "'" }).csv?.escape).toBe('\\');
  });
});

describe('the files', () => {
  it('keep what a person said when more come, and when they are looked at late', () => {
    const first = after(add('a.csv'), looked(lookAt('a.csv')));
    const edited = changed(first, { type: 'plan', plan: withColumn(planOf(first, 'a.csv'), 'user_id', 'created_at') });
    const more = [add('b.csv', 'c.png'), looked(lookAt('b.csv'), { path: 'c.png', bytes: 1, sentence: 'No.' })];
    const all = more.reduce(changed, edited);
    expect(planOf(all, 'a.csv').columns['user_id']).toBe('created_at');
    expect(all.now.paths).toEqual(['a.csv', 'b.csv', 'c.png']);
    // Undo takes the edit back and none of the files.
    const undone = changed(all, { type: 'undo' });
    expect(planOf(undone, 'a.csv').columns['user_id']).toBeUndefined();
    expect(undone.now.paths).toEqual(['a.csv', 'b.csv', 'c.png']);
    expect(changed(undone, { type: 'undo' })).toBe(undone);
  });

  it('come back after a removal', () => {
    const state = after(add('a.csv', 'b.csv'), looked(lookAt('a.csv'), lookAt('b.csv')));
    const removed = changed(state, { type: 'remove', path: 'a.csv' });
    expect(removed.now.paths).toEqual(['b.csv']);
    expect(removed.selected).toBe('b.csv');
    expect(changed(removed, { type: 'undo' }).now).toEqual(state.now);
  });

  it('are told apart when they share a name, and taken once when they are the same', () => {
    const state = after({ type: 'add', files: [file('a.csv'), file('a.csv', 2), file('a.csv')], notes: [] });
    expect(state.now.paths).toEqual(['a.csv', 'a.csv (2)']);
    expect(state.notes).toEqual(['One file is there already.']);
    expect(changed(state, { type: 'add', files: [file('a.csv', 2)], notes: [] }).now.paths).toHaveLength(2);
  });

  it('of one shape are read alike on request, each under its own name', () => {
    const looks = ['a.csv', 'b.csv'].map((path) => lookAt(path));
    const state = after(add('a.csv', 'b.csv', 'c.csv'), looked(...looks, lookAt('c.csv', ['x', 'y'])));
    expect(alike(state, 'a.csv')).toEqual(['b.csv']);
    const edited = changed(state, { type: 'plan', plan: withColumn(planOf(state, 'a.csv'), 'user_id', 'event_type') });
    const both = changed(edited, { type: 'plan alike', path: 'a.csv' });
    expect(planOf(both, 'b.csv')).toEqual({ ...planOf(both, 'a.csv'), path: 'b.csv' });
    expect(planOf(both, 'c.csv')).toEqual(planOf(state, 'c.csv'));
  });

  it('are looked at again when their text is to be cut otherwise, the latest wish alone', () => {
    const state = after(add('a.csv'), looked(lookAt('a.csv')));
    expect(toLookAgain(state)).toEqual([]);
    const tab = withCsv(planOf(state, 'a.csv'), { delimiter: '\t' });
    const bar = withCsv(planOf(state, 'a.csv'), { delimiter: '|' });
    const wished = [tab, bar].reduce<OwnFilesState>((now, each) => changed(now, { type: 'plan', plan: each }), state);
    expect(toLookAgain(wished)).toEqual([bar]);
    expect(changed(wished, { type: 'looked again', plan: tab, look: lookAt('a.csv', ['old']) })).toBe(wished);
    const recut = changed(wished, { type: 'looked again', plan: bar, look: lookAt('a.csv', ['sid', 'created_at']) });
    expect(toLookAgain(recut)).toEqual([]);
    expect(planOf(recut, 'a.csv').columns['event_type']).toBeUndefined();
    const refused = changed(wished, {
      type: 'looked again',
      plan: bar,
      look: { path: 'a.csv', bytes: 1, sentence: 'No.' },
    });
    expect(toLookAgain(refused)).toEqual([]);
    expect(refused.misread['a.csv']?.sentence).toBe('No.');
    const look = changed(recut, { type: 'start over', path: 'a.csv' }).looks['a.csv'];
    expect(look !== undefined && !isRefused(look) && look.columns.map(({ name }) => name)).toContain('event_type');
  });
});

describe('what is chosen or dropped', () => {
  async function* each(items: readonly Dropped[]): AsyncGenerator<Dropped> {
    yield* items;
  }
  const dropped = (name: string): Dropped => ({
    kind: 'file',
    name,
    getFile: () => (name === 'gone.csv' ? Promise.reject(new Error('gone')) : Promise.resolve(new File(['x'], name))),
  });
  const folder = (name: string, items: readonly Dropped[]): Dropped => ({
    kind: 'directory',
    name,
    getEntries: () => each(items),
  });

  it('is walked into folders, without what the system hides', async () => {
    const { files, notes } = await droppedOf([
      { kind: 'text' },
      folder('shop', [dropped('a.csv'), dropped('.DS_Store'), folder('.git', [dropped('x')]), dropped('gone.csv')]),
      folder('shop 2', [folder('deep', [dropped('a.csv')])]),
    ]);
    expect(files.map(({ path }) => path)).toEqual(['shop/a.csv', 'shop 2/deep/a.csv']);
    expect(notes).toEqual(['2 hidden files were left out.', 'shop/gone.csv could not be opened.']);
  });

  it('ends at a number that a person can look through, and says so', async () => {
    const many = Array.from({ length: mostFiles + 7 }, (_, index) => `${index}.csv`);
    const { files, notes } = await droppedOf([folder('all', many.map(dropped))]);
    expect(files).toHaveLength(mostFiles);
    expect(notes[0]).toContain(`first ${mostFiles} files`);
    expect(chosenOf(many.map((name) => new File([], name))).files).toHaveLength(mostFiles);
  });

  it.each([
    [['march_data/a.csv', 'march_data/b.csv'], 'march data'],
    [['one/a.csv', 'two/b.csv'], 'a'],
    [['events 2024.csv.gz', 'x.csv'], 'events 2024'],
    [[], ''],
  ])('is titled: %j', (paths, title) => {
    expect(titleOf(paths)).toBe(title);
  });

  it('has names cut in the middle, never longer than asked', () => {
    expect(middleCut('events_2024_january_part_07.csv', 20)).toBe('events_202…rt_07.csv');
    expect(middleCut('short.csv', 20)).toBe('short.csv');
  });
});

it('says what lacks, one thing at a time', () => {
  const ready = {
    paths: ['a.csv'],
    waiting: 0,
    plans: [plan],
    questions: [],
    unreadable: [],
    title: 'Mine',
    currency: 'EUR',
  };
  expect(notReady(ready)).toBeNull();
  const users: FilePlan = { ...plan, table: 'users' };
  const question = { path: 'a.csv', about: 'steps', sentence: '?', needed: true } as const;
  const reasons = [
    { paths: [] },
    { waiting: 1 },
    { plans: [] },
    { plans: [{ ...plan, table: null }] },
    { plans: [users] },
    { questions: [question] },
    { questions: [question, question] },
    { unreadable: ['a.csv'] },
    { title: ' ' },
    { currency: null },
  ].map((lack) => notReady({ ...ready, ...lack }));
  expect(new Set(reasons).size).toBe(reasons.length);
  expect(reasons).not.toContain(null);
  expect(notReady({ ...ready, questions: [{ ...question, needed: false }] })).toBeNull();
});
