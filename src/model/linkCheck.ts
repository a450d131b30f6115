import { definitionVersion } from './definitionVersion.ts';

/** What a link carries to say which data and which definitions its sender saw: `3fa91c-07be12`. */
export function linkCheck(dataVersion: string): string {
  return `${dataVersion.slice(0, 6)}-${definitionVersion()}`;
}

/** What has changed since a link was made, as a sentence; null when nothing has, or when the link does not say. */
export function changedSince(check: string | null, dataVersion: string): string | null {
  if (check === null) return null;
  const [data, definitions] = check.split('-');
  const [dataNow, definitionsNow] = linkCheck(dataVersion).split('-');
  const changed = [
    ...(data === dataNow ? [] : ['the data']),
    ...(definitions === definitionsNow ? [] : ['some definitions']),
  ];
  if (changed.length === 0) return null;
  const verb = changed.length === 1 && changed[0] === 'the data' ? 'has' : 'have';
  const start = changed.join(' and ');
  return `${start.charAt(0).toUpperCase()}${start.slice(1)} ${verb} changed since this link was made: numbers may differ from those its sender saw.`;
}
