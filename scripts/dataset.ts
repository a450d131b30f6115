import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DatasetError } from '../src/ingest/issue.ts';
import { prepareDataset } from './dataset/prepareDataset.ts';
import { ProgressLine } from './dataset/progressLine.ts';
import { issueLines, reportText } from './dataset/reportText.ts';

const usage = `npm run dataset -- --from <folder> --id <id> [options]

  --from <place>        the shop's files: events.csv or events.parquet, users.csv, … (see docs/data.md); a folder, a file, or
                        a pattern in quotes, such as "shop/events-*.csv.gz"; may be given several times
  --id <id>             name of the dataset in links: ?data=<id>
  --title <text>        name on screen; the id when left out
  --description <text>  a sentence about it
  --currency <code>     currency of its prices; USD when left out
  --out <folder>        folder of all datasets; public/data when left out
  --list                offer it in the page's list of datasets (public/data/catalog.json)
  --memory <size>       memory for the database, such as 4GB; beyond it the disk is used
  --threads <count>     threads of the database; with 1 the same files give the same bytes
  --keep-personal       add names, e-mail addresses and phone numbers of users as a download
`;

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
    },
  });
  if (values.from === undefined || values.id === undefined) throw new TypeError('--from and --id are needed.');
  const threads = values.threads === undefined ? undefined : Number(values.threads);
  if (threads !== undefined && !(Number.isInteger(threads) && threads > 0))
    throw new TypeError('--threads is a number from 1 on.');
  const line = new ProgressLine(process.stderr);
  const prepared = await prepareDataset({
    from: values.from,
    out: values.out,
    id: values.id,
    title: values.title ?? values.id,
    description: values.description ?? null,
    currency: values.currency,
    list: values.list,
    keepPersonal: values['keep-personal'],
    memory: values.memory,
    threads,
    report: (progress) => line.show(progress),
  }).finally(() => line.end());
  console.log(reportText(prepared));
} catch (error) {
  if (error instanceof DatasetError) console.error(issueLines(error.issues).join('\n'));
  else if (error instanceof TypeError) console.error(`${error.message}\n\n${usage}`);
  else throw error;
  process.exitCode = 1;
}
