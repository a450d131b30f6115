import { fatal } from '../../src/ingest/issue.ts';

/** Where marts are loaded to. */
export interface ServerLogin {
  readonly url: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** A ClickHouse server that a script changes over HTTP. Everything rejects with a DatasetError in its words. */
export class ClickhouseServer {
  readonly #login: ServerLogin;

  constructor(login: ServerLogin) {
    this.#login = login;
  }

  /** Runs one statement for its effect. Values go as `{name:Type}`. */
  async exec(text: string, values: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.#post(this.#url(values), text);
  }

  /** The rows of a query, all values as text; NULL is `\N`. */
  async rows(text: string, values: Readonly<Record<string, string>> = {}): Promise<readonly (readonly string[])[]> {
    const answer = await this.#post(this.#url({ ...values }, { default_format: 'TabSeparated' }), text);
    return answer === ''
      ? []
      : answer
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => line.split('\t'));
  }

  /** Runs an insert whose rows are in `body`, in the format that the statement names. */
  async insert(statement: string, body: Uint8Array<ArrayBuffer>): Promise<void> {
    // Otherwise NULL in a column without NULL would become 0, and nobody told.
    await this.#post(this.#url({}, { query: statement, input_format_null_as_default: '0' }), body);
  }

  #url(values: Readonly<Record<string, string>>, others: Readonly<Record<string, string>> = {}): URL {
    const url = new URL(this.#login.url.endsWith('/') ? this.#login.url : `${this.#login.url}/`);
    url.searchParams.set('database', this.#login.database);
    url.searchParams.set('wait_end_of_query', '1');
    for (const [name, value] of Object.entries(others)) url.searchParams.set(name, value);
    for (const [name, value] of Object.entries(values)) url.searchParams.set(`param_${name}`, value);
    return url;
  }

  async #post(url: URL, body: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const { user, password } = this.#login;
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'X-ClickHouse-User': user, 'X-ClickHouse-Key': password },
        redirect: 'error',
      });
    } catch (cause) {
      throw fatal(`${url.host} does not answer: ${told(cause)}.`);
    }
    const text = await response.text();
    if (!response.ok) throw fatal(`${url.host} refused a statement. ${text.trim().slice(0, 500)}`);
    return text;
  }
}

/** Why a line could not be made; what fetch says is in its cause. */
function told(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
