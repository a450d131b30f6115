/** The name of a panel for links and files: its title in lower case with hyphens, as `by-state`. */
export function panelName(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/[\p{M}’']/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The id of the heading of a panel in the page: `panel-by-state`. */
export function panelId(name: string): string {
  return `panel-${name}`;
}
