import { martTables, rawTables } from '../../src/model/tables.ts';
import { checkTable, tableSections } from './contractTables.ts';

/** The text of `docs/data.md` with everything between its markers written anew from the code. */
export function dataDocs(text: string): string {
  const generated = {
    'raw tables': tableSections(rawTables),
    checks: checkTable(),
    'prepared tables': tableSections(martTables),
  };
  return Object.entries(generated).reduce((docs, [part, content]) => {
    const start = `<!-- ${part} -->`;
    const [before, after] = docs.split(start);
    if (before === undefined || after === undefined) throw new Error(`docs/data.md has no ${start}.`);
    return `${before}${start}\n\n${content}\n\n${after.slice(after.indexOf('<!-- end -->'))}`;
  }, text);
}
