import type { Scalar } from '../sql/sql.ts';
import {
  changingStatement,
  consoleError,
  emptyStatement,
  statementWithNul,
  unusableFunction,
} from './consoleErrors.ts';
import { type ConsoleText, consoleText } from './consoleText.ts';
import { type Answer, type AnswerColumn, EngineError, type Row } from './engine.ts';

/** One connection that nobody else uses, and that is closed afterwards. */
export interface Session {
  /** Rejects when `text` is not exactly one sound statement. Never runs it. */
  check(text: string): Promise<void>;
  /** Runs `text`, whatever it is, so that it can be cancelled. */
  run(text: string): Promise<readonly Row[]>;
}

/** What DuckDB's table functions are called in a plan, as far as they do nothing but give rows and reach no files. */
const readingFunction =
  /^(?:RANGE|GENERATE_SERIES|UNNEST|REPEAT|REPEAT_ROW|SUMMARY|SEQ_SCAN|TEST_ALL_TYPES|JSON_EACH|JSON_TREE|(?:DUCKDB|PRAGMA)_\w+)$/;

/** A list of a whole table would be one text of many megabytes, and bring the page down. */
const longestText = 10_000;

/**
 * Answers a person's own statement; the promises are at `Engine.ask`. What is run in the end is one `select` around their
 * text, so it can do no more than a subquery can.
 */
export async function ask(session: Session, written: string, mostRows: number): Promise<Answer> {
  if (!Number.isSafeInteger(mostRows) || mostRows < 0) throw new RangeError(`${mostRows} is no number of rows.`);
  if (written.includes('\0')) throw statementWithNul(written);
  const statement = consoleText(written);
  if (statement.text === '') throw emptyStatement();
  const started = performance.now();
  await session.run('begin transaction read only');
  // Otherwise what is checked would be optimised first, and so computed in part, without a way to cancel it.
  await session.run('pragma disable_optimizer');
  const columns = await columnsWhenReading(session, statement);
  await session.run('pragma enable_optimizer');
  const { explained } = statement;
  const found = await (explained === null ? rowsOf(session, statement, columns, mostRows) : planOf(session, statement));
  return {
    columns: explained === null ? columns : planColumns,
    rows: found.slice(0, mostRows),
    cut: found.length > mostRows,
    tookMs: performance.now() - started,
  };
}

/** The columns of what is asked or explained. Rejects unless that is one whole statement that only reads. Runs nothing of it. */
async function columnsWhenReading(session: Session, statement: ConsoleText): Promise<readonly AnswerColumn[]> {
  const { text, explained } = statement;
  const query = explained ?? text;
  const describing = `describe select * from (\n${query}\n) as answer`;
  try {
    await session.check(describing);
  } catch (refusal) {
    if (!(refusal instanceof EngineError) || refusal.kind !== 'sql') throw refusal;
    // What is wrong with it by itself, if anything is: then DuckDB's words are about the text as the person sees it.
    await told(statement, 0, () => session.check(text));
    throw changingStatement(text, refusal.cause);
  }
  const columns = await told(statement, 1, () => session.run(describing));
  // Alone it may be less than a statement, such as a join, or two halves that only the parentheses around it made one.
  const explaining = `explain (format json)\n${query}`;
  refuseFunctions(text, await told(statement, 1, () => session.run(explaining)));
  return columns.map(answerColumn);
}

/** The values, of one row more than `mostRows` if there is one. */
async function rowsOf(
  session: Session,
  statement: ConsoleText,
  columns: readonly AnswerColumn[],
  mostRows: number,
): Promise<Answer['rows']> {
  // As text, every type comes through both engines alike. The order survives: DuckDB keeps it in a plain select of a subquery.
  const texts = columns.map((_, index) => `left(#${index + 1}::varchar, ${longestText + 1}) as c${index}`).join(', ');
  const limited = `select ${texts} from (\n${statement.text}\n) as answer limit ${mostRows + 1}`;
  const rows = await told(statement, 1, () => session.run(limited));
  return rows.map((row) => columns.map(({ type }, index) => answerValue(row[`c${index}`], type)));
}

const planColumns: readonly AnswerColumn[] = ['explain_key', 'explain_value'].map((name) => ({
  name,
  type: 'VARCHAR',
}));

async function planOf(session: Session, statement: ConsoleText): Promise<Answer['rows']> {
  const rows = await told(statement, 0, () => session.run(statement.text));
  return rows.map((row) => planColumns.map(({ name }) => row[name] ?? null));
}

/** Does `work` with a text that has `linesBefore` lines before those of the person, and tells them what is wrong with theirs. */
async function told<T>({ text, several }: ConsoleText, linesBefore: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw consoleError(error, text, linesBefore, several);
  }
}

/** A row of `describe`. */
function answerColumn(row: Row): AnswerColumn {
  return { name: String(row['column_name']), type: String(row['column_type']) };
}

/**
 * Refuses functions such as `enable_logging`, which writes though it stands in a select. The plan knows them by their own
 * names, however the statement spells them or hides them in `query('…')`.
 */
function refuseFunctions(text: string, plan: readonly Row[]): void {
  for (const { explain_value: part } of plan) {
    for (const [, name = ''] of String(part).matchAll(/"Function": "([^"]*)"/g)) {
      if (!readingFunction.test(name)) throw unusableFunction(text, name.toLowerCase());
    }
  }
}

function answerValue(text: Scalar | undefined, type: string): Scalar {
  if (typeof text !== 'string') return text ?? null;
  if (type === 'BOOLEAN') return text === 'true';
  if (!/^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|DECIMAL\(.*\)|FLOAT|DOUBLE)$/.test(type))
    return shortened(text);
  const number = Number(text);
  const exact = type === 'FLOAT' || type === 'DOUBLE' ? Number.isFinite(number) : isExact(text, number);
  // No negative zero: it would be printed as -0.
  return exact ? number || 0 : text;
}

/** Never ends in half a character. */
function shortened(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Whether `number` tells every digit of `text`. Any 15 digits survive in a double, and integers up to 2^53. */
function isExact(text: string, number: number): boolean {
  if (text.includes('.')) return text.replaceAll(/\D/g, '').replace(/^0+/, '').length <= 15;
  return Math.abs(number) <= 2 ** 53 && BigInt(text) === BigInt(number);
}
