const longest = 80;

/**
 * A name for a file that every system takes, of what the parts say: `greenery-funnel-2021-02-09-2021-02-11.csv` for
 * `['funnel', '2021-02-09', '2021-02-11']`. Letters without accents and in lower case, digits and hyphens, at most 80 and
 * the extension; parts without any are left out.
 */
export function fileName(parts: readonly string[], extension: string): string {
  const words = ['greenery', ...parts].map(plain).filter((word) => word !== '');
  return `${words.join('-').slice(0, longest).replace(/-$/, '')}.${extension}`;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
