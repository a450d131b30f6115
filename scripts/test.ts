import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { provideChromium } from './browser.ts';
import { closingLine, counted, noTests, playwrightTotals, plus, type Totals, vitestTotals } from './totals.ts';

/** One npm script, and how to count its tests where it has some. */
interface Stage {
  readonly script: string;
  readonly args?: readonly string[];
  readonly report?: { readonly path: string; readonly read: (text: string) => Totals };
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Cheap ones first: the first that fails ends the run. */
const stages: readonly Stage[] = [
  { script: 'types' },
  { script: 'lint' },
  { script: 'knip' },
  {
    script: 'unit',
    args: ['--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'],
    report: { path: 'test-results/unit.json', read: vitestTotals },
  },
  { script: 'build' },
  { script: 'size' },
  { script: 'e2e', report: { path: 'test-results/e2e.json', read: playwrightTotals } },
];

let totals = noTests;
try {
  process.chdir(root);
  process.env['CHROMIUM_PATH'] = await provideChromium();
  for (const stage of stages) {
    const result = await run(stage);
    totals = plus(totals, result);
    if (result.failed > 0) throw new Error(`${stage.script} failed; what comes after it did not run.`);
  }
} catch (error) {
  totals = counted(totals, false);
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
}
console.log(`\n${closingLine(totals)}`);
process.exitCode = totals.failed > 0 ? 1 : 0;

async function run({ script, args = [], report }: Stage): Promise<Totals> {
  console.log(`\n── ${script}`);
  if (report) await rm(report.path, { force: true });
  const succeeded = await npmRun(script, args);
  if (!report) return counted(noTests, succeeded);
  try {
    return counted(report.read(await readFile(report.path, 'utf8')), succeeded);
  } catch {
    console.error(`${script} left no readable report at ${report.path}.`);
    return counted(noTests, false);
  }
}

function npmRun(script: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
