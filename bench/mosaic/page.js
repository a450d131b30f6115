// Plain JavaScript: vgplot is installed for the bench only, so the types it would be checked against are not there.
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { clauseInterval, clausePoint, clausePoints } from '@uwdata/mosaic-core';
import * as vg from '@uwdata/vgplot';
import { withParquet } from '../../src/engine/parquet.ts';

const steps = ['Page view', 'Add to cart', 'Checkout', 'Package shipped'];
const colors = ['#b7d3bd', '#7fb08a', '#3f7d54', '#1d4d33'];
const giveUpAfter = 60_000;

let connection;
let selection;
/** The plots by the name of their chart, and the clients whose own filter is not applied to them. */
let plots;
let days;
let running = 0;

/** The engine of the dashboard, at the same version, with the rows of its mart `sessions`. */
async function load(address) {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(workerUrl));
  await db.instantiate(new URL(wasmUrl, location.href).href);
  await db.open({});
  connection = await db.connect();
  await connection.query('set autoinstall_known_extensions = false');
  await connection.query('set autoload_known_extensions = false');
  const file = await (await fetch(address)).blob();
  await withParquet('sessions.parquet', file, new AbortController().signal, async ({ streams }) => {
    let create = true;
    for await (const stream of streams) {
      await connection.insertArrowFromIPCStream(stream, { name: 'sessions', create });
      create = false;
    }
  });
  const [extent] = (await connection.query('select min(day_no) as low, max(day_no) as high from sessions')).toArray();
  days = [Number(extent.low), Number(extent.high)];
  const connector = vg.wasmConnector({ duckdb: db, connection });
  const query = connector.query.bind(connector);
  connector.query = async (request) => {
    running += 1;
    try {
      return await query(request);
    } finally {
      running -= 1;
    }
  };
  vg.coordinator().databaseConnector(connector);
}

/** The five charts, filtered by one selection. */
async function draw() {
  selection = vg.Selection.crossfilter();
  const rows = () => vg.from('sessions', { filterBy: selection });
  const step = (position) => vg.sum(`step_${position}`);
  const bars = (column, ...attributes) =>
    vg.plot(
      vg.barX(rows(), { x: step(1), y: column, fill: colors[0], sort: { y: '-x' } }),
      vg.barX(rows(), { x: step(3), y: column, fill: colors[2] }),
      vg.marginLeft(110),
      vg.width(680),
      ...attributes,
    );
  const elements = {
    funnel: vg.plot(
      ...steps.map((label, at) => vg.barX(rows(), { x: step(at + 1), y: [label], fill: colors[at] })),
      vg.yDomain(steps),
      vg.marginLeft(110),
      vg.width(680),
      vg.height(200),
    ),
    trend: vg.plot(
      ...steps.map((_, at) => vg.lineY(rows(), { x: 'day', y: step(at + 1), stroke: colors[at] })),
      vg.width(680),
      vg.height(240),
    ),
    byState: bars('state'),
    byCountry: bars('country', vg.height(120)),
    breakdown: bars('weekday', vg.height(180)),
  };
  plots = Object.fromEntries(Object.entries(elements).map(([name, element]) => [name, element.value]));
  for (const plot of Object.values(plots)) countDrawing(plot);
  document.body.append(...Object.values(elements));
  await frameWhere(isIdle);
}

/** Notes when a plot has begun to draw and not finished. */
function countDrawing(plot) {
  const render = plot.render.bind(plot);
  plot.drawing = 0;
  plot.render = async () => {
    plot.drawing += 1;
    try {
      await render();
    } finally {
      plot.drawing -= 1;
    }
  };
}

function isIdle() {
  return (
    running === 0 &&
    Object.values(plots).every(
      (plot) => !plot.pendingRender && plot.drawing === 0 && plot.marks.every(({ data }) => data !== undefined),
    )
  );
}

/** The moment after the painting of the first frame in which `isThere` holds. */
function frameWhere(isThere, otherwise = () => 'Mosaic did not settle.') {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const look = () => {
      if (isThere()) {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => resolve(performance.now()));
        port1.start();
        port2.postMessage(null);
      } else if (performance.now() - began > giveUpAfter) reject(new Error(otherwise()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

const dimensions = { trend: 'day', byState: 'state', byCountry: 'country', breakdown: 'weekday' };
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The values of a mark by the values of its dimension. */
function valuesOf(mark, dimension) {
  const { numRows = 0, columns = {} } = mark.data ?? {};
  const name = Object.keys(columns).find((column) => column !== dimension);
  return new Map(
    Array.from({ length: numRows }, (_, row) => [
      dimension === undefined ? '' : String(columns[dimension]?.[row]?.valueOf()),
      Number(columns[name]?.[row] ?? 0),
    ]),
  );
}

/** What the marks hold, in the words of the dashboard’s answers; places and weekdays by their first and third step. */
function shown() {
  const told = (chart) => {
    const dimension = dimensions[chart];
    const marks = plots[chart].marks.map((mark) => valuesOf(mark, dimension));
    return [...(marks[0]?.keys() ?? [])].map((key) => [key, marks.map((mark) => mark.get(key) ?? 0).join(' ')]);
  };
  const named = (chart) =>
    told(chart)
      .map(([key, counts]) => `${key} ${counts}`)
      .sort();
  return {
    funnel: told('funnel').map(([, counts]) => counts),
    trend: told('trend')
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, counts]) => counts)
      .filter((counts) => counts !== '0 0 0 0'),
    byState: named('byState'),
    byCountry: named('byCountry'),
    breakdown: told('breakdown')
      .sort(([a], [b]) => weekdays.indexOf(a) - weekdays.indexOf(b))
      .map(([, counts]) => counts),
  };
}

function firstDifference(wanted) {
  const now = shown();
  for (const chart of Object.keys(wanted)) {
    const rows = Math.max(wanted[chart].length, now[chart].length);
    for (let row = 0; row < rows; row++) {
      if (wanted[chart][row] !== now[chart][row]) {
        return `${chart}, row ${row + 1}: “${now[chart][row]}” instead of “${wanted[chart][row]}”`;
      }
    }
  }
  return null;
}

/** The controls: each is the source of one clause. Places do not filter their own charts. */
const sources = { dates: {}, state: {}, traffic: {}, employee: {}, step: {} };

function clauses() {
  const marks = (...charts) => new Set(charts.flatMap((chart) => plots[chart].marks));
  const scale = (domain) => ({ type: 'identity', domain });
  return {
    dates: (value) => clauseInterval('day_no', value, { source: sources.dates, scale: scale(days), pixelSize: 1 }),
    state: (value) =>
      clausePoints(
        ['state'],
        value?.map((state) => [state]),
        {
          source: sources.state,
          clients: marks('byState', 'byCountry'),
        },
      ),
    traffic: (value) => clausePoint('burst', value ?? undefined, { source: sources.traffic }),
    employee: (value) =>
      clausePoints(
        ['employee'],
        value?.map((one) => [one]),
        { source: sources.employee },
      ),
    step: (value) =>
      clauseInterval('furthest_step', value === null ? null : [value, 4], {
        source: sources.step,
        scale: scale([0, 4]),
        pixelSize: 1,
      }),
  };
}

/**
 * Sets the controls that differ on a click, and waits for the frame in which every chart is drawn again and shows `wanted`.
 */
async function change(changed, wanted) {
  const make = clauses();
  const button = document.createElement('button');
  button.addEventListener('click', () => {
    for (const [control, value] of Object.entries(changed)) selection.update(make[control](value));
  });
  const start = performance.now();
  button.click();
  const painted = await frameWhere(
    () => isIdle() && firstDifference(wanted) === null,
    () => `Mosaic: ${firstDifference(wanted) ?? 'still at work'} after ${JSON.stringify(changed)}`,
  );
  return painted - start;
}

window.mosaicPage = { load, draw, change, shown };
