import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EngineError } from '../src/engine/engine.ts';
import { DatasetError } from '../src/ingest/issue.ts';
import { datasetIdPattern } from '../src/ingest/manifest.ts';
import { askPassword } from './clickhouse/askPassword.ts';
import { clickhouseReport } from './clickhouse/clickhouseReport.ts';
import { toClickhouse } from './clickhouse/toClickhouse.ts';
import { prepareDataset, type PrepareProgress } from './dataset/prepareDataset.ts';
import { ProgressLine } from './dataset/progressLine.ts';
import { issueLines, reportText } from './dataset/reportText.ts';

const usage = `npm run dataset -- --from <folder> --id <id> [options]
npm run dataset -- --from <folder> --to clickhouse --url <address> --user <name> --database <name> [options]

  --from <place>        the shop's files: events.csv or events.parquet, users.csv, … (see docs/data.md); a folder, a file, or
                        a pattern in quotes, such as "shop/events-*.csv.gz"; may be given several times
  --id <id>             name of the dataset in links: ?data=<id>; with --to clickhouse that of the database when left out
  --title <text>        name on screen; the id when left out
  --description <text>  a sentence about it
  --currency <code>     currency of its prices; USD when left out
  --out <folder>        folder of all datasets; public/data when left out
  --list                offer it in the page's list of datasets (public/data/catalog.json)
  --memory <size>       memory for the database, such as 4GB; beyond it the disk is used
  --threads <count>     threads of the database; with 1 the same files give the same bytes
  --keep-personal       add names, e-mail addresses and phone numbers of users as a download

  --to clickhouse       load the prepared tables into a ClickHouse database instead of a folder; the password is taken from
                        CLICKHOUSE_PASSWORD, or asked for. A load that was broken off goes on where it stopped
  --url <address>       its HTTP interface, such as https://data.example.com:8443
  --user <name>         a user that may create, fill and drop tables of the database
  --database <name>     is there already
`;

const tooLittleMemory =
  'A database would have taken more memory than it may. That of this program gets more with --memory, and takes less with fewer --threads.';

try {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', multiple: true },
      id: { type: 'string' },
      title: { type: 'string' },
      description: { type: 'string' },
      currency: { type: 'string', default: 'USD' },
      out: { type: 'string', default: join('public', 'data') },
      list: { type: 'boolean', default: false },
      memory: { type: 'string' },
      threads: { type: 'string' },
      'keep-personal': { type: 'boolean', default: false },
      to: { type: 'string' },
      url: { type: 'string' },
      user: { type: 'string' },
      database: { type: 'string' },
    },
  });
  if (values.from === undefined || (values.id === undefined && values.to === undefined))
    throw new TypeError('--from and --id are needed.');
  if (values.to !== undefined && values.to !== 'clickhouse') throw new TypeError('--to takes clickhouse only.');
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0))
    throw new TypeError('--threads is a number from 1 on.');
  const line = new ProgressLine(process.stderr);
  // In a database there is one dataset, and most people give it its name.
  const id = values.id ?? (datasetIdPattern.test(values.database ?? '') ? values.database : undefined) ?? 'dataset';
  const shop = {
    from: values.from,
    id,
    title: values.title ?? id,
    description: values.description ?? null,
    currency: values.currency,
    memory: values.memory,
    threads,
    report: (progress: PrepareProgress) => line.show(progress),
  };
  if (values.to === 'clickhouse') {
    const { url, user, database } = values;
    if (url === undefined || user === undefined || database === undefined)
      throw new TypeError('--to clickhouse needs --url, --user and --database.');
    const server = { url, user, database, password: await askPassword(user) };
    const result = await toClickhouse({ ...shop, server }).finally(() => line.end());
    console.log(clickhouseReport(result, new URL(url).host, database));
  } else {
    const prepared = await prepareDataset({
      ...shop,
      out: values.out,
      list: values.list,
      keepPersonal: values['keep-personal'],
    }).finally(() => line.end());
    console.log(reportText(prepared));
  }
} catch (error) {
  if (error instanceof DatasetError) console.error(issueLines(error.issues).join('\n'));
  else if (error instanceof TypeError) console.error(`${error.message}\n\n${usage}`);
  else if (error instanceof EngineError && error.kind === 'memory') console.error(tooLittleMemory);
  else throw error;
  process.exitCode = 1;
}
