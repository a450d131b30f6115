import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const usage = 'Usage: npm start -- [--port 4173] [--no-open]';

interface Options {
  readonly port: number;
  readonly open: boolean;
}

try {
  await start(optionsFrom(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start({ port, open }: Options): Promise<void> {
  console.log('Building the dashboard …');
  await build({ root, logLevel: 'warn' });
  const server = await preview({ root, logLevel: 'warn', preview: { port, open } });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
  console.log(`\nThe dashboard is at ${server.resolvedUrls?.local[0]} (end it with Ctrl-C)`);
}

function optionsFrom(args: string[]): Options {
  const { port, open } = parsed(args);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new Error(`--port is a number from 1 to 65535, not “${port}”. ${usage}`);
  }
  return { port: Number(port), open: open && hasScreen() };
}

function parsed(args: string[]): { port: string; open: boolean } {
  try {
    const { values } = parseArgs({
      args,
      allowNegative: true,
      options: { port: { type: 'string', default: '4173' }, open: { type: 'boolean', default: true } },
    });
    return values;
  } catch (cause) {
    throw new Error(usage, { cause });
  }
}

/** Whether a person sits at this machine who could see a browser open. */
function hasScreen(): boolean {
  const { DISPLAY: x11, WAYLAND_DISPLAY: wayland } = process.env;
  return process.stdout.isTTY && (process.platform !== 'linux' || Boolean(x11 ?? wayland));
}
