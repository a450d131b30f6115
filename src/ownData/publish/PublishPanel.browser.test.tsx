import { cleanup, render, screen } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import '../../app/tokens.css';
import '../../app/page.css';
import { EngineError, type MortalEngine } from '../../engine/engine.ts';
import { openWasmEngine } from '../../engine/wasm.ts';
import { loadShop } from '../../testing/loadShop.ts';
import { tinyShop } from '../../testing/shop.ts';
import type { PublishingEngine } from './publishDataset.ts';
import { PublishPanel } from './PublishPanel.tsx';

const about = { id: 'own-0123456789ab', title: 'Café Grün', description: 'Mine.', currency: 'EUR' };

let engine: MortalEngine;
beforeAll(async () => {
  engine = await openWasmEngine();
});
afterAll(() => engine.close());

let saved: string[];
beforeEach(() => {
  saved = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const named = (name: string) => page.getByRole('button', { name, exact: true });
const box = (name: string) => page.getByRole('checkbox', { name });
const draw = (from: PublishingEngine = engine) => render(<PublishPanel engine={from} about={about} />);

/** The shop in which Ann’s user id is her e-mail address. */
const telling = {
  ...tinyShop,
  events: tinyShop.events.map((event) => ({ ...event, user_id: event.user_id === 'ann' ? 'ann@greenery.com' : 'bob' })),
};

describe('publishing', { timeout: 60_000 }, () => {
  it('of data without findings asks for nothing but a title and an id', async () => {
    await loadShop(engine, tinyShop);
    draw();
    await named('Look through the data').click();
    await expect.element(page.getByText('Nothing was found that looks like')).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Id, for the link' })).toHaveValue('cafe-grun');
    await expect.element(box('Replace user ids with numbers')).not.toBeChecked();
    expect(screen.queryByRole('checkbox', { name: 'I have read what was found' })).toBeNull();
    await page.getByText('What will be in it: 12 tables').click();
    const rows = page.getByRole('table', { name: 'Tables of the publication' }).getByRole('row');
    await expect.element(rows.filter({ hasText: 'session_events' })).toHaveTextContent('session_events10');

    await page.getByRole('textbox', { name: 'Id, for the link' }).fill('My Shop');
    await expect.element(named('Make the zip file')).toBeDisabled();
    await expect.element(page.getByText('The id stands in links: take small letters')).toBeVisible();
    await page.getByRole('textbox', { name: 'Id, for the link' }).fill('my-shop');
    await page.getByRole('textbox', { name: 'Title' }).fill(' ');
    await expect.element(page.getByText('The dataset needs a title.')).toBeVisible();
    await expect.element(named('Make the zip file')).toBeDisabled();
  });

  it('of data with findings has to be agreed to, and hands over a zip', async () => {
    await loadShop(engine, telling);
    draw();
    await named('Look through the data').click();
    const findings = page.getByRole('region', { name: 'What may tell who a person is' });
    await expect.element(findings).toHaveTextContent('sessions.user_id50.0 % of the different values look like e-mail');
    await expect.element(findings).toHaveTextContent('such as a•••@g•••.c•••.');
    await expect.element(findings).not.toHaveTextContent('ann');
    await expect.element(box('Replace user ids with numbers')).toBeChecked();
    await expect.element(findings).toHaveTextContent('Numbers will stand for them.');
    await box('Replace user ids with numbers').click();
    await expect.element(findings).toHaveTextContent('Tick “Replace user ids with numbers” below.');
    await box('Replace user ids with numbers').click();
    await expect.element(named('Make the zip file')).toBeDisabled();
    await expect.element(page.getByText('Read what was found first, and say so.')).toBeVisible();
    await box('I have read what was found').click();
    await named('Make the zip file').click();
    await expect
      .element(page.getByText(/^cafe-grun\.zip \(.+kB\) was handed to the browser\./), { timeout: 40_000 })
      .toBeVisible();
    expect(saved).toEqual(['cafe-grun.zip']);
  });

  it('can be cancelled, and tells what went wrong', async () => {
    await loadShop(engine, tinyShop);
    let fail: (error: Error) => void = () => undefined;
    const stuck: PublishingEngine = {
      run: engine.run.bind(engine),
      exec: engine.exec.bind(engine),
      arrow: vi.fn(() => new Promise<never>((_, reject) => (fail = reject))),
    };
    draw(stuck);
    await named('Look through the data').click();
    await named('Make the zip file').click();
    await expect.element(page.getByRole('progressbar', { name: 'Publication' })).toBeVisible();
    await expect.element(page.getByText('Writing sessions …')).toBeVisible();
    await expect.element(page.getByRole('textbox', { name: 'Title' })).toBeDisabled();
    await vi.waitFor(() => expect(stuck.arrow).toHaveBeenCalledTimes(1));
    await named('Cancel').click();
    await expect.element(page.getByText('Cancelled. Nothing was written.')).toBeVisible();
    fail(new EngineError('cancelled', 'A newer question replaced this one.'));
    await named('Make the zip file').click();
    await vi.waitFor(() => expect(stuck.arrow).toHaveBeenCalledTimes(2), 10_000);
    fail(new EngineError('lost', 'The database stopped working.'));
    await expect.element(page.getByRole('alert')).toHaveTextContent('The database stopped working.');
    expect(saved).toEqual([]);
  });
});

it('says why the data could not be looked through', async () => {
  const broken = { ...engine, run: () => Promise.reject(new EngineError('memory', 'It did not fit.')) };
  draw({ run: broken.run, exec: engine.exec.bind(engine), arrow: engine.arrow.bind(engine) });
  await named('Look through the data').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('It did not fit.');
  await expect.element(named('Try again')).toBeVisible();
});
