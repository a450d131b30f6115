/** What a dbt project is told of the dashboard. */
export interface Exposure {
  /** The link of the view. */
  readonly url: string;
  /** The name people see; the exposure’s own name is made of it. */
  readonly title: string;
  /** Names of the models and snapshots it reads, each as `ref` knows it. */
  readonly models: readonly string[];
}

/**
 * The dashboard as a dbt exposure (properties file version 2): what `dbt ls --select +exposure:…` and the lineage graph show.
 * Who owns it is for the reader to fill in. Texts are quoted, and what dbt would take for Jinja is written so that it
 * comes out as it is. See dbt’s documentation, “Exposure properties”.
 */
export function exposureYaml({ url, title, models }: Exposure): string {
  const lines = [
    'version: 2',
    '',
    'exposures:',
    `  - name: ${exposureName(title)}`,
    `    label: ${quoted(title)}`,
    '    type: dashboard',
    '    maturity: medium',
    `    url: ${quoted(url)}`,
    `    description: ${quoted(`How sessions move through the funnel, where they are lost, and how stock moves: ${title}.`)}`,
    ...(models.length === 0 ? ['    depends_on: []'] : ['    depends_on:']),
    ...[...new Set(models)].map((model) => `      - ref(${quotedInJinja(model)})`),
    '    owner:',
    '      name: "to fill in"',
    '      email: "to fill in"',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** dbt allows letters, digits and underscores in the name of an exposure. */
function exposureName(title: string): string {
  const name = title
    .normalize('NFKD')
    .replace(/[\p{M}’']/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return name === '' ? 'greenery_dashboard' : name;
}

/** A YAML text between double quotes. JSON is such a text, but for characters that YAML does not take as they are. */
function quoted(text: string): string {
  const plain = text.replace(/\{(?=[{%#])/g, "{{ '{' }}");
  return JSON.stringify(plain).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function quotedInJinja(name: string): string {
  return `'${name.replace(/\\|'/g, '\\$&')}'`;
}
