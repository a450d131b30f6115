/** Origins of other sites that the person on screen agreed to ask. Kept nowhere: a reload asks again. */
const confirmed = new Set<string>();

/** The origins agreed to during this visit. */
export function confirmedHosts(): readonly string[] {
  return [...confirmed];
}

export function confirmHost(origin: string): void {
  confirmed.add(origin);
}
