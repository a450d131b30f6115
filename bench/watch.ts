import type { Answers } from './answers.ts';

/** When a page that is being opened showed what, in milliseconds since the navigation began; null until then. */
export interface Opening {
  /** Funnel and headline show numbers, and neither is busy. */
  numbers: number | null;
  /** The engine answers. */
  engine: number | null;
  /** The engine answers, and nothing on the page is busy. */
  everything: number | null;
}

/** How long a change took, from the click to the frame after which all of it was painted. */
export interface Repaint {
  /** Of the five charts; the users of places, which Mosaic’s charts have not, are waited for in `all` only. */
  readonly charts: number;
  /** Of all panels; as the five charts where a page has no others. */
  readonly all: number;
}

/** What the bench puts into a page. */
export interface Watch {
  readonly opening: Opening;
  /** Does `act` on a click, and waits for the frame in which the charts show `wanted`. Rejects with what they show instead. */
  readonly change: (change: { search: string; via: 'link' | 'back' | 'forward' }, wanted: Answers) => Promise<Repaint>;
}

declare global {
  interface Window {
    watch: Watch;
  }
}

/** The names of figures and columns on the page, which are also those of its tables. */
export interface PageNames {
  readonly funnel: string;
  readonly trend: string;
  readonly byState: string;
  readonly byCountry: string;
  readonly breakdown: string;
  readonly steps: readonly string[];
}

/**
 * Runs in the page before anything else does, as text: nothing outside of it exists there. Looks once a frame; a frame counts
 * when it has been painted.
 */
export function installWatch(names: PageNames): void {
  const giveUpAfter = 60_000;

  /** The moment after the frame in which `isThere` first held. */
  const painted = (isThere: () => boolean, within: number, otherwise: () => string): Promise<number> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const look = () => {
        if (isThere()) {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(performance.now()));
          port1.start();
          port2.postMessage(null);
        } else if (performance.now() - began > within) reject(new Error(otherwise()));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });

  const tableOf = (title: string) =>
    [...document.querySelectorAll('figure table')].find(
      (table) => table.querySelector('caption')?.textContent === title,
    );
  const isBusy = (element: Element | null | undefined) =>
    element === null ||
    element === undefined ||
    element.matches('[aria-busy="true"]') ||
    element.querySelector('[aria-busy="true"]') !== null;
  /** Its picture still shows something else; one that only waits for the users of its places shows what it is counted for. */
  const isOld = (figure: Element | null | undefined) =>
    isBusy(figure) &&
    !(figure?.hasAttribute('data-unfinished') === true && figure.querySelector('[aria-busy="true"]') === null);
  const isReady = () => document.documentElement.dataset['engine'] === 'ready';
  const nothingBusy = () =>
    document.querySelector('figure') !== null && document.querySelector('[aria-busy="true"]') === null;

  const cellsOf = (row: Element) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '');
  const rowsOf = (title: string) => [...(tableOf(title)?.querySelectorAll('tbody tr') ?? [])].map(cellsOf);
  /** The cells under the heads of the steps, after the name of the row if it counts. */
  const countsOf = (title: string, isNamed: boolean) => {
    const heads = [...(tableOf(title)?.querySelectorAll('thead th') ?? [])].map(
      (head) => head.textContent?.trim() ?? '',
    );
    const places = names.steps.map((step) => heads.indexOf(step));
    const rows = rowsOf(title).map((cells) =>
      [...(isNamed ? [cells[0] ?? ''] : []), ...places.map((place) => cells[place] ?? '')].join(' '),
    );
    return isNamed ? rows.sort() : rows;
  };
  const shown = (): Answers => ({
    funnel: [
      rowsOf(names.funnel)
        .map((cells) => cells[1] ?? '')
        .join(' '),
    ],
    trend: countsOf(names.trend, false),
    byState: countsOf(names.byState, true),
    byCountry: countsOf(names.byCountry, true),
    breakdown: countsOf(names.breakdown, false),
  });
  const titles = [names.funnel, names.trend, names.byState, names.byCountry, names.breakdown];
  /** One country alone has no panel. */
  const show = (wanted: Answers) => {
    if (titles.some((title) => tableOf(title) !== undefined && isOld(tableOf(title)?.closest('figure')))) return false;
    const now = shown();
    const charts = Object.keys(wanted) as (keyof Answers)[];
    return charts.every((chart) => {
      if (chart === 'byCountry' && wanted[chart].length < 2 && now[chart].length === 0) return true;
      return now[chart].length === wanted[chart].length && now[chart].every((row, at) => row === wanted[chart][at]);
    });
  };
  const told = (wanted: Answers) => {
    const now = shown();
    const charts = Object.keys(wanted) as (keyof Answers)[];
    const busy = [...document.querySelectorAll('[aria-busy="true"]')].map(
      (element) => element.getAttribute('aria-label') ?? element.className,
    );
    return `${location.search} did not settle. Busy: ${busy.join(', ') || 'nothing'}. ${charts
      .map((chart) => {
        const row = wanted[chart].findIndex((text, at) => now[chart][at] !== text);
        return row < 0
          ? `${chart} is right`
          : `${chart}, row ${row + 1}: “${now[chart][row] ?? 'nothing'}” instead of “${wanted[chart][row] ?? ''}”`;
      })
      .join('; ')}`;
  };

  const opening: Opening = { numbers: null, engine: null, everything: null };
  const forAnHour = 3_600_000;
  const hasNumbers = () => {
    const figure = tableOf(names.funnel)?.closest('figure');
    return rowsOf(names.funnel).length > 0 && !isBusy(figure) && !isBusy(document.querySelector('h1'));
  };
  const note = (moment: keyof Opening, isThere: () => boolean) =>
    void painted(isThere, forAnHour, () => '').then(
      (at) => (opening[moment] = at),
      () => undefined,
    );
  note('numbers', hasNumbers);
  note('engine', isReady);
  note('everything', () => isReady() && nothingBusy());

  window.watch = {
    opening,
    change: async ({ search, via }, wanted) => {
      const button = document.createElement('button');
      button.addEventListener('click', () => {
        if (via === 'back') history.back();
        else if (via === 'forward') history.forward();
        else {
          history.pushState(history.state, '', search === '' ? location.pathname : search);
          dispatchEvent(new PopStateEvent('popstate'));
        }
      });
      const start = performance.now();
      button.click();
      let isAllDone = false;
      const areRight = () => {
        if (!isReady() || !show(wanted)) return false;
        isAllDone = nothingBusy();
        return true;
      };
      const charts = await painted(areRight, giveUpAfter, () => told(wanted));
      const all = isAllDone ? charts : await painted(nothingBusy, giveUpAfter, () => told(wanted));
      return { charts: charts - start, all: all - start };
    },
  };
}
