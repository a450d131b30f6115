import type { FileLook, FilePlan, OpenQuestion, OwnFile, RefusedFile } from '../ingest/own/plan.ts';
import { shapeOf, suggestPlans } from '../ingest/own/suggestPlan.ts';
import { forFile, withoutMissing } from './planEdits.ts';

/** What a person said so far: this is what Undo takes back. */
export interface Said {
  /** The files, in the order they came. */
  readonly paths: readonly string[];
  readonly plans: Readonly<Record<string, FilePlan>>;
  /** Files whose plan a person changed: a new file changes the others’ plans, and never these. */
  readonly edited: readonly string[];
  /** Guesses a person agreed with, as `answerKey` writes them. */
  readonly answers: readonly string[];
}

export interface OwnFilesState {
  readonly files: Readonly<Record<string, OwnFile>>;
  /** Without one a file is still being looked at. */
  readonly looks: Readonly<Record<string, FileLook | RefusedFile>>;
  /** Looks before a person said how the text is cut. */
  readonly firstLooks: Readonly<Record<string, FileLook>>;
  /** Why the text could not be cut as a person said, and what they said, as JSON. */
  readonly misread: Readonly<Record<string, { readonly csv: string; readonly sentence: string }>>;
  readonly now: Said;
  /** Before the last change; null: there is nothing to take back. */
  readonly before: Said | null;
  readonly selected: string | null;
  /** Sentences about what was chosen last. */
  readonly notes: readonly string[];
}

export type Remembered = (shape: string) => FilePlan | null;

export type Change =
  | { readonly type: 'add'; readonly files: readonly OwnFile[]; readonly notes: readonly string[] }
  | { readonly type: 'looked'; readonly looks: readonly (FileLook | RefusedFile)[]; readonly remembered: Remembered }
  | { readonly type: 'looked again'; readonly plan: FilePlan; readonly look: FileLook | RefusedFile }
  | { readonly type: 'plan'; readonly plan: FilePlan }
  | { readonly type: 'plan alike'; readonly path: string }
  | { readonly type: 'agree'; readonly question: OpenQuestion }
  | { readonly type: 'start over'; readonly path: string }
  | { readonly type: 'remove'; readonly path: string }
  | { readonly type: 'select'; readonly path: string }
  | { readonly type: 'undo' }
  | { readonly type: 'dismiss notes' };

const nothingSaid: Said = { paths: [], plans: {}, edited: [], answers: [] };

export const noFiles: OwnFilesState = {
  files: {},
  looks: {},
  firstLooks: {},
  misread: {},
  now: nothingSaid,
  before: null,
  selected: null,
  notes: [],
};

/** Whether a look found why the file cannot be used. */
export function isRefused(look: FileLook | RefusedFile): look is RefusedFile {
  return 'sentence' in look;
}

/** A question about a file, as the answers name it. */
export function answerKey({ path, about }: Pick<OpenQuestion, 'path' | 'about'>): string {
  return `${path}\n${about}`;
}

/** The looks at files that can be used, in the order the files came. */
export function usableLooks({ now, looks }: Pick<OwnFilesState, 'now' | 'looks'>): readonly FileLook[] {
  return now.paths.flatMap((path) => {
    const look = looks[path];
    return look === undefined || isRefused(look) ? [] : [look];
  });
}

/** Files whose text a person wants cut in another way than it was looked at. */
export function toLookAgain({ now, looks, misread }: OwnFilesState): readonly FilePlan[] {
  return usableLooks({ now, looks }).flatMap((look) => {
    const plan = now.plans[look.path];
    const csv = JSON.stringify(plan?.csv ?? null);
    const isAsWanted = csv === JSON.stringify(look.csv) || csv === misread[look.path]?.csv;
    return plan === undefined || isAsWanted ? [] : [plan];
  });
}

/** Other files with the same columns, whatever they are read as now. */
export function alike(state: Pick<OwnFilesState, 'now' | 'looks'>, path: string): readonly string[] {
  const looks = usableLooks(state);
  const look = looks.find((each) => each.path === path);
  if (look === undefined) return [];
  return looks.filter((each) => each.path !== path && shapeOf(each) === shapeOf(look)).map((each) => each.path);
}

/** The state after a change. What a person said about a file outlives everything but their own Undo, removal or start over. */
export function changed(state: OwnFilesState, change: Change): OwnFilesState {
  const { now } = state;
  switch (change.type) {
    case 'add':
      return withFiles(state, change.files, change.notes);
    case 'looked':
      return withLooks(state, change.looks, change.remembered);
    case 'looked again':
      return lookedAgain(state, change.plan, change.look);
    case 'plan':
      return edit(state, { ...now, ...withPlans(now, [change.plan]) });
    case 'plan alike': {
      const plan = now.plans[change.path];
      if (plan === undefined) return state;
      const others = alike(state, change.path);
      const answered = agreeable.filter((about) => now.answers.includes(answerKey({ path: change.path, about })));
      const plans = others.map((path) => forFile(plan, path));
      const answers = others.flatMap((path) => answered.map((about) => answerKey({ path, about })));
      return edit(state, { ...now, ...withPlans(now, plans), answers: [...new Set([...now.answers, ...answers])] });
    }
    case 'agree':
      return edit(state, { ...now, answers: [...now.answers, answerKey(change.question)] });
    case 'start over':
      return startOver(state, change.path);
    case 'remove':
      return select(edit(state, { ...now, paths: now.paths.filter((path) => path !== change.path) }));
    case 'select':
      return { ...state, selected: change.path };
    case 'undo':
      return state.before === null ? state : select({ ...state, now: state.before, before: null });
    case 'dismiss notes':
      return { ...state, notes: [] };
  }
}

function edit(state: OwnFilesState, now: Said): OwnFilesState {
  return { ...state, now, before: state.now };
}

function withPlans(said: Said, plans: readonly FilePlan[]): Pick<Said, 'plans' | 'edited'> {
  return {
    plans: { ...said.plans, ...Object.fromEntries(plans.map((plan) => [plan.path, plan])) },
    edited: [...new Set([...said.edited, ...plans.map(({ path }) => path)])],
  };
}

/** Something that can be looked at stays chosen as long as there is any. */
function select(state: OwnFilesState): OwnFilesState {
  const { now, looks, selected } = state;
  if (selected !== null && now.paths.includes(selected)) return state;
  const usable = now.paths.filter((path) => {
    const look = looks[path];
    return look !== undefined && !isRefused(look);
  });
  const first = usable.find((path) => now.plans[path]?.table === 'events') ?? usable[0] ?? null;
  return { ...state, selected: first };
}

function withFiles(state: OwnFilesState, files: readonly OwnFile[], notes: readonly string[]): OwnFilesState {
  const all = { ...state.files };
  const looks = { ...state.looks };
  const added: string[] = [];
  let twice = 0;
  for (const file of files) {
    const known = [...state.now.paths, ...added].map((path) => all[path]);
    if (known.some((other) => other !== undefined && isSame(other, file))) twice += 1;
    else {
      const path = freePath(file.path, [...state.now.paths, ...added]);
      all[path] = { path, blob: file.blob };
      delete looks[path];
      added.push(path);
    }
  }
  const again = twice === 1 ? 'One file is there already.' : `${twice} files are there already.`;
  const withAdded = (said: Said): Said => ({
    paths: [...said.paths.filter((path) => !added.includes(path)), ...added],
    plans: Object.fromEntries(Object.entries(said.plans).filter(([path]) => !added.includes(path))),
    edited: said.edited.filter((path) => !added.includes(path)),
    answers: said.answers.filter((answer) => !added.some((path) => answer.startsWith(`${path}\n`))),
  });
  return {
    ...state,
    files: all,
    looks,
    now: withAdded(state.now),
    before: state.before === null ? null : withAdded(state.before),
    notes: twice === 0 ? notes : [...notes, again],
  };
}

function isSame(a: OwnFile, b: OwnFile): boolean {
  const changedAt = ({ blob }: OwnFile) => (blob instanceof File ? blob.lastModified : 0);
  const name = (path: string) => path.replace(/ \(\d+\)$/, '');
  return name(a.path) === name(b.path) && a.blob.size === b.blob.size && changedAt(a) === changedAt(b);
}

/** Files of one name from two folders are told apart by a number. */
function freePath(path: string, taken: readonly string[]): string {
  let free = path;
  for (let number = 2; taken.includes(free); number += 1) free = `${path} (${number})`;
  return free;
}

function withLooks(
  state: OwnFilesState,
  found: readonly (FileLook | RefusedFile)[],
  remembered: Remembered,
): OwnFilesState {
  const looks = { ...state.looks, ...Object.fromEntries(found.map((look) => [look.path, look])) };
  const suggested = (said: Said): Said => {
    const usable = usableLooks({ now: said, looks });
    const { plans } = suggestPlans(usable, remembered);
    const fresh = plans.filter(({ path }) => !said.edited.includes(path));
    const knownShapes = usable.filter((look) => remembered(shapeOf(look)) !== null).map(({ path }) => path);
    return {
      ...said,
      plans: { ...said.plans, ...Object.fromEntries(fresh.map((plan) => [plan.path, plan])) },
      // What was answered for this shape once is not asked again.
      answers: [...new Set([...said.answers, ...knownShapes.flatMap(everyAnswer)])],
    };
  };
  const firstLooks = Object.fromEntries(found.flatMap((look) => (isRefused(look) ? [] : [[look.path, look]])));
  return select({
    ...state,
    looks,
    firstLooks: { ...state.firstLooks, ...firstLooks },
    now: suggested(state.now),
    before: state.before === null ? null : suggested(state.before),
  });
}

function everyAnswer(path: string): readonly string[] {
  return agreeable.map((about) => answerKey({ path, about }));
}

/** What a guess can be right about; the other questions end when the plan holds what they ask for. */
const agreeable: readonly OpenQuestion['about'][] = ['encoding', 'time-order', 'zone', 'decimal'];

/** Where the text is cut otherwise the columns may be others: those that are gone lose their meaning. */
function lookedAgain(state: OwnFilesState, asked: FilePlan, look: FileLook | RefusedFile): OwnFilesState {
  const plan = state.now.plans[asked.path];
  if (plan === undefined || JSON.stringify(plan.csv) !== JSON.stringify(asked.csv)) return state;
  const misread = { ...state.misread };
  delete misread[asked.path];
  if (isRefused(look)) {
    const why = { csv: JSON.stringify(asked.csv), sentence: look.sentence };
    return { ...state, misread: { ...misread, [asked.path]: why } };
  }
  const kept = withoutMissing(plan, look);
  const isEmpty = Object.keys(kept.columns).length === 0;
  const suggested = isEmpty ? suggestPlans([look], () => null).plans[0] : undefined;
  const next = suggested === undefined ? kept : { ...suggested, csv: plan.csv };
  return {
    ...state,
    misread,
    // What was asked for was done, however the look writes it.
    looks: { ...state.looks, [asked.path]: { ...look, csv: asked.csv } },
    now: { ...state.now, plans: { ...state.now.plans, [asked.path]: next } },
  };
}

function startOver(state: OwnFilesState, path: string): OwnFilesState {
  const look = state.firstLooks[path];
  if (look === undefined) return state;
  const afresh = { ...state, looks: { ...state.looks, [path]: look } };
  const plan = suggestPlans(usableLooks(afresh), () => null).plans.find((each) => each.path === path);
  if (plan === undefined) return state;
  return edit(afresh, {
    ...state.now,
    plans: { ...state.now.plans, [path]: plan },
    edited: state.now.edited.filter((each) => each !== path),
    answers: state.now.answers.filter((answer) => !answer.startsWith(`${path}\n`)),
  });
}
