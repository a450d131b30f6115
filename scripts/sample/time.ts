/** Times inside the generator are whole seconds since 1970, UTC. */
export const minute = 60;
export const hour = 60 * minute;
export const day = 24 * hour;

export function seconds(iso: string): number {
  return Date.parse(iso) / 1_000;
}

export function isoTime(time: number): string {
  return new Date(time * 1_000).toISOString().replace('.000Z', 'Z');
}
