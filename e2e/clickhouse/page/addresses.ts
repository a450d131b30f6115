const first = Number(process.env['CLICKHOUSE_PAGE_PORT'] ?? 4391);

/** The ClickHouse that the page asks. */
export const serverPort = first;
export const serverAddress = `http://127.0.0.1:${serverPort}`;
/** The page with an `engine.json`. */
export const pagePort = first + 1;
export const pageAddress = `http://localhost:${pagePort}`;
/** The same page without: DuckDB in the browser. */
export const plainPort = first + 2;
export const plainAddress = `http://localhost:${plainPort}`;

export const user = 'reader';
export const password = 'let me read';
