import type { PersonalFinding } from '../../ingest/personalScan.ts';
import { percent } from '../../ui/format.ts';

const kinds: Readonly<Record<PersonalFinding['kind'], string>> = {
  'e-mail': 'e-mail addresses',
  phone: 'phone numbers',
  name: 'names of people',
  'street address': 'street addresses',
  'postal code': 'postal codes',
  'ip address': 'IP addresses',
};

/** Whether numbers in place of user ids take away what was found. */
function isHidden({ column }: PersonalFinding): boolean {
  return column === 'user_id' || column === 'session_id';
}

/** Whether user ids tell who a person is, so that numbers should stand for them. */
export function tellsUsers(findings: readonly PersonalFinding[]): boolean {
  return findings.some(isHidden);
}

/** What was found in a column: “3.2 % of the different values look like e-mail addresses, such as a•••@g•••.c•••”. */
export function foundText({ kind, share, examples }: PersonalFinding): string {
  return `${percent(share, 1)} of the different values look like ${kinds[kind]}, such as ${examples.join(' and ')}.`;
}

/** What becomes of it, or what can be done. */
export function wayOut(finding: PersonalFinding, hideUsers: boolean): string {
  if (!isHidden(finding))
    return 'If they are, take them out of the file and open it again, or leave that column out when you say what columns mean.';
  if (!hideUsers) return 'Tick “Replace user ids with numbers” below.';
  if (finding.column === 'user_id') return 'Numbers will stand for them.';
  return 'Numbers will stand for them where they begin with the user’s id; if they tell a person in another way, change the file.';
}

/** An id for links made of a title: small letters, digits and dashes. */
export function idOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return plain.slice(0, 40) || 'my-shop';
}
