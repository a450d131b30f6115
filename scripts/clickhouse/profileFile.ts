import { meaningSettings } from '../../src/engine/clickhouseNeeds.ts';

/** Limits that fit a dashboard; an operator’s own may be others, but not none. */
const limits: readonly (readonly [name: string, value: string, why: string])[] = [
  ['max_execution_time', '60', 'seconds for one question'],
  ['max_result_rows', '1000000', 'rows of one answer'],
  ['max_memory_usage', '8000000000', 'bytes of memory for one question'],
];

/** Every setting the user of the page must have, by name. */
export const readerSettings: Readonly<Record<string, string>> = {
  ...Object.fromEntries(meaningSettings.map(({ name, value }) => [name, value])),
  ...Object.fromEntries(limits),
  cancel_http_readonly_queries_on_client_close: '1',
};

/** `profile.xml`, for the folder `users.d` of a server: a profile that the page’s user has to have, and a quota for it. */
export function profileFile(): string {
  const line = (name: string, value: string, why: string) =>
    `      <!-- ${why.charAt(0).toUpperCase()}${why.slice(1)}. -->\n      <${name}>${value}</${name}>`;
  return `<!-- Made from src/engine/clickhouseNeeds.ts by scripts/clickhouse/profileFile.ts; a test compares the two. -->
<clickhouse>
  <profiles>
    <dashboard>
${meaningSettings.map(({ name, value, why }) => line(name, value, why)).join('\n')}
${limits.map(([name, value, why]) => line(name, value, why)).join('\n')}
${line('cancel_http_readonly_queries_on_client_close', '1', 'a question that is withdrawn is stopped')}
${line('readonly', '1', 'nothing is changed, no setting either')}
    </dashboard>
  </profiles>
  <quotas>
    <dashboard>
      <interval>
        <duration>3600</duration>
        <queries>20000</queries>
        <execution_time>7200</execution_time>
      </interval>
    </dashboard>
  </quotas>
</clickhouse>
`;
}
