import { describe, expect, it } from 'vitest';
import { EngineError } from './engine.ts';
import { engineError } from './engineErrors.ts';

describe('engineError', () => {
  it.each([
    ['Parser Error: syntax error at or near "selec"\n\nLINE 1: selec 1', 'sql'],
    ['Not implemented Error: no such thing', 'sql'],
    ['TransactionContext Error: it was aborted', 'sql'],
    ['{"exception_type":"Parser","exception_message":"syntax error","position":"0"}', 'sql'],
    ['Out of Memory Error: could not allocate block', 'memory'],
    ['INTERRUPT Error: Interrupted!', 'cancelled'],
    ['FATAL Error: the database has been invalidated', 'lost'],
    ['memory access out of bounds', 'lost'],
    ['unreachable', 'lost'],
    ['table index is out of bounds', 'lost'],
    ['function signature mismatch', 'lost'],
    ['null function or function signature mismatch', 'lost'],
    ['Cannot read properties of undefined (reading "call")', 'lost'],
  ] as const)('takes %j for %s', (message, kind) => {
    const cause = new Error(message);
    expect(engineError(cause, 'select 1')).toMatchObject({ kind, cause, sql: 'select 1' });
  });

  it('shows the first line of what DuckDB said, as a sentence', () => {
    const error = engineError(new Error('Catalog Error: Table with name a does not exist\nDid you mean "b"?'));
    expect(error.message).toBe('The database refused a statement. Catalog Error: Table with name a does not exist.');
  });

  it('leaves an EngineError alone', () => {
    const error = new EngineError('start', 'It did not start.');
    expect(engineError(error)).toBe(error);
  });
});
