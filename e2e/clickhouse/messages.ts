/** What the shim asks the process with ClickHouse in it. */
export type Asked =
  | {
      readonly kind: 'run';
      readonly id: string;
      /** Reads with the settings of the profile, or writes with none. */
      readonly role: 'reader' | 'loader';
      readonly database: string;
      readonly text: string;
      readonly values: Readonly<Record<string, string | null>>;
      readonly format: string;
      /** What an insert inserts, in the format that its text names. */
      readonly body: Uint8Array | null;
    }
  | { readonly kind: 'kill'; readonly id: string };

/** What it answers. */
export type Told =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'rows'; readonly id: string; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly id: string; readonly message: string };
