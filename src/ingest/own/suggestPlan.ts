import { type Column, type ColumnType, rawTables, type RawTable } from '../../model/tables.ts';
import { contractValues, type ValueReading } from '../reading.ts';
import { decimalEvidence } from './decimalSamples.ts';
import { gapOf } from './loadPlanned.ts';
import type { FileLook, FilePlan, OpenQuestion } from './plan.ts';
import { recogniseTable } from './recogniseTable.ts';
import { stepOf, stepsOf } from './stepWords.ts';
import { fitsOrder, timeEvidence } from './timeSamples.ts';

/** Minutes without an event after which a session is over, where nobody says another number; as web analytics has it. */
const usualGap = 30;

/** Tables whose rows may come in several files that differ in columns; of others a key must not stand there twice. */
const appendable: ReadonlySet<RawTable> = new Set([
  'events',
  'order_items',
  'inventory_levels',
  'product_inventory_snapshot',
]);

/**
 * How files seem to be meant, one plan each, and what only the person can know about them. `remembered` gives the plan that was
 * once made for files of a shape.
 */
export function suggestPlans(
  looks: readonly FileLook[],
  remembered: (shape: string) => FilePlan | null,
): { plans: readonly FilePlan[]; questions: readonly OpenQuestion[] } {
  const plans: FilePlan[] = [];
  for (const look of looks) {
    const kept = remembered(shapeOf(look));
    const plan = kept === null ? planFor(look) : { ...kept, path: look.path, csv: look.csv };
    const same = plans.find(({ table }) => table !== null && table === plan.table);
    const isAlike = same === undefined || agree(same, plan);
    plans.push(isAlike ? plan : { ...plan, table: null });
  }
  return { plans, questions: openQuestions(looks, plans) };
}

/** Sorted lower-case column names: files of one shape are read alike. */
export function shapeOf(look: FileLook): string {
  return look.columns
    .map(({ name }) => name.trim().toLowerCase())
    .toSorted()
    .join('\n');
}

/**
 * What is open with these plans; asked again after each edit. A question that is needed goes when the plan answers it: times
 * that may be read in two orders are planned as ISO, which they are not, until one of the two is chosen.
 */
export function openQuestions(looks: readonly FileLook[], plans: readonly FilePlan[]): readonly OpenQuestion[] {
  const questions = plans.flatMap((plan) => {
    const look = looks.find(({ path }) => path === plan.path);
    return look === undefined ? [] : [...questionsOf(look, plan), ...leftOut(look, plan, plans)];
  });
  const [first] = looks;
  if (first !== undefined && !plans.some(({ table }) => table === 'events')) {
    const sentence = 'None of the files is known to hold events. Say which one does.';
    questions.push({ path: first.path, about: 'columns', sentence, needed: true });
  }
  const levels = plans.find(({ table }) => table === 'inventory_levels');
  if (levels !== undefined && plans.some(({ table }) => table === 'product_inventory_snapshot')) {
    const sentence = 'Another file tells the stock as a dbt snapshot. Leave one of the two out.';
    questions.push({ path: levels.path, about: 'columns', sentence, needed: true });
  }
  return questions;
}

function planFor(look: FileLook): FilePlan {
  const { path, csv } = look;
  const likeness = recogniseTable(look);
  if (likeness === null) {
    return { path, table: null, csv, columns: {}, values: contractValues, gapMinutes: null };
  }
  const { table, columns } = likeness;
  const lacksSession = table === 'events' && columns['session_id'] === undefined && columns['user_id'] !== undefined;
  const plan = { path, table, csv, columns, values: contractValues, gapMinutes: lacksSession ? usualGap : null };
  return { ...plan, values: valuesFor(look, plan) };
}

function valuesFor(look: FileLook, plan: FilePlan): ValueReading {
  const times = timeEvidence(timesIn(look, plan));
  const { comma, point } = decimalEvidence(samplesOf(look, plan, ['number', 'integer']));
  const steps = stepsOf(samplesIn(look, plan.columns['event_type']));
  return {
    times: { order: times.order ?? 'iso', zone: 'UTC' },
    decimal: comma > point ? ',' : '.',
    stands: plan.table === 'events' && Object.keys(steps).length > 0 ? { event_type: steps } : {},
  };
}

/** The time that is needed decides; where none is, all times do. */
function timesIn(look: FileLook, plan: FilePlan): readonly string[] {
  const needed = samplesOf(look, plan, ['timestamp'], true);
  return needed.length > 0 ? needed : samplesOf(look, plan, ['timestamp']);
}

function samplesOf(
  look: FileLook,
  { table, columns }: FilePlan,
  types: readonly ColumnType[],
  requiredOnly = false,
): readonly string[] {
  if (table === null) return [];
  const contract: Readonly<Record<string, Column>> = rawTables[table].columns;
  return Object.entries(columns).flatMap(([column, spelled]) => {
    const about = contract[column];
    if (about === undefined || about.unused === true || !types.includes(about.type)) return [];
    return requiredOnly && about.required !== true ? [] : samplesIn(look, spelled);
  });
}

function samplesIn(look: FileLook, spelled: string | undefined): readonly string[] {
  return look.columns.find(({ name }) => name === spelled)?.samples ?? [];
}

function questionsOf(look: FileLook, plan: FilePlan): OpenQuestion[] {
  if (plan.table === null) return [];
  const ask = (about: OpenQuestion['about'], needed: boolean, sentence: string): OpenQuestion => ({
    path: plan.path,
    about,
    sentence,
    needed,
  });
  return [
    ...lackingColumns(look, plan, plan.table).map((sentence) => ask('columns', true, sentence)),
    ...timeQuestions(look, plan, ask),
    ...decimalQuestions(look, plan, ask),
    ...stepQuestions(look, plan, ask),
    ...(plan.csv?.encoding === 'windows-1252'
      ? [
          ask(
            'encoding',
            false,
            'It is read as Windows-1252 (Western European). Look whether letters such as é and ü are right.',
          ),
        ]
      : []),
  ];
}

type Ask = (about: OpenQuestion['about'], needed: boolean, sentence: string) => OpenQuestion;

/** What a column is called in a question. */
const columnWords: Readonly<Record<string, string>> = {
  session_id: 'the session',
  created_at: 'the time',
  event_type: 'what happened',
};

function lackingColumns(look: FileLook, plan: FilePlan, table: RawTable): string[] {
  const { columns } = plan;
  const contract: Readonly<Record<string, Column>> = rawTables[table].columns;
  const there = new Set(look.columns.map(({ name }) => name));
  const lacks = (column: string) => !there.has(columns[column] ?? '');
  const sentences: string[] = [];
  for (const [column, { required }] of Object.entries(contract)) {
    if (required !== true || !lacks(column)) continue;
    const word = columnWords[column] ?? column;
    if (table !== 'events' || column !== 'session_id') sentences.push(`Which column tells ${word}?`);
    else if (lacks('user_id')) {
      sentences.push('Which column tells the session? Without one, a column for the user is needed to make sessions.');
    } else if (gapOf(plan) === null) {
      sentences.push('Which column tells the session? Without one, say after how many minutes a session ends.');
    }
  }
  return sentences;
}

function timeQuestions(look: FileLook, plan: FilePlan, ask: Ask): OpenQuestion[] {
  const { order, zone } = plan.values.times;
  const samples = timesIn(look, plan);
  if (samples.length === 0 || plan.csv === null) return [];
  const { ambiguous, unreadable, isLocal } = timeEvidence(samples);
  const questions: OpenQuestion[] = [];
  if (!samples.some((sample) => fitsOrder(sample, order))) {
    const isNeeded = samplesOf(look, plan, ['timestamp'], true).length > 0;
    if (ambiguous !== null) {
      questions.push(
        ask('time-order', isNeeded, `Does the day or the month stand first in times such as “${ambiguous}”?`),
      );
    } else if (unreadable !== null && samples.every((sample) => timeEvidence([sample]).order === null)) {
      questions.push(
        ask('time-order', isNeeded, `Times such as “${unreadable}” cannot be read. Years need four digits.`),
      );
    } else {
      questions.push(ask('time-order', isNeeded, `Times such as “${samples[0] ?? ''}” are not written in that order.`));
    }
  }
  if (isLocal && zone === 'UTC' && order !== 'seconds' && order !== 'milliseconds') {
    questions.push(ask('zone', false, 'Times do not say their time zone and are taken as UTC.'));
  }
  return questions;
}

function decimalQuestions(look: FileLook, plan: FilePlan, ask: Ask): OpenQuestion[] {
  if (plan.csv === null) return [];
  const { comma, point, example } = decimalEvidence(samplesOf(look, plan, ['number', 'integer']));
  if (comma > 0 && point > 0) {
    return [ask('decimal', false, 'Some numbers have a decimal point and some a decimal comma. Which one is it?')];
  }
  if (example !== null && comma === 0 && point === 0) {
    return [ask('decimal', false, `In numbers such as “${example}” nobody can tell a decimal mark from thousands.`)];
  }
  const other = plan.values.decimal === ',' ? point : comma;
  return other > 0 ? [ask('decimal', false, 'The numbers are written with the other decimal mark.')] : [];
}

function stepQuestions(look: FileLook, plan: FilePlan, ask: Ask): OpenQuestion[] {
  if (plan.table !== 'events') return [];
  const samples = samplesIn(look, plan.columns['event_type']);
  const stands = plan.values.stands['event_type'] ?? {};
  const isStep = (sample: string) => stepOf(stands[sample] ?? sample) === (stands[sample] ?? sample);
  if (samples.length === 0 || samples.some(isStep)) return [];
  return [ask('steps', true, 'None of the event types is known as a step. Say which one is which.')];
}

/** A file that is left out though it looks like a table that another one fills. */
function leftOut(look: FileLook, { table, path }: FilePlan, plans: readonly FilePlan[]): OpenQuestion[] {
  if (table !== null) return [];
  const likeness = recogniseTable(look);
  const other = plans.find((plan) => plan.table !== null && plan.table === likeness?.table);
  if (other === undefined) return [];
  const sentence = `It looks like ${other.table} with other columns than ${other.path}, and is left out.`;
  return [{ path, about: 'columns', sentence, needed: false }];
}

/** Whether two files of one table can be one table. */
function agree(one: FilePlan, other: FilePlan): boolean {
  if (one.table !== null && appendable.has(one.table)) return gapOf(one) === gapOf(other);
  const columns = ({ columns: found }: FilePlan) => Object.keys(found).toSorted().join();
  return columns(one) === columns(other);
}
