import { describe, expect, it } from 'vitest';
import { framingOf, isFramedByStranger } from './framing.ts';

const own = 'https://shop.example';
const wiki = 'https://wiki.example';
const stranger = 'https://stranger.example';

describe('a page', () => {
  it.each<[what: string, around: (string | null)[], allowed: string[], refused: boolean]>([
    ['alone', [], [], false],
    ['in a page of its own site', [own], [], false],
    ['in an allowed page', [wiki], [wiki], false],
    ['in a page nobody allowed', [wiki], [], true],
    ['in an allowed page that is itself framed by a stranger', [wiki, stranger], [wiki], true],
    ['in its own page that is framed by a stranger', [own, stranger], [wiki], true],
    ['in a page that the browser does not tell', [null], [wiki], true],
    ['in a page with an opaque origin', ['null'], [wiki], true],
    ['in a page whose name only begins alike', [`${wiki}.stranger.example`], [wiki], true],
    ['in any page, if everybody may', [stranger, null], ['*'], false],
  ])('%s', (_what, around, allowed, refused) => {
    expect(isFramedByStranger({ own, around }, allowed)).toBe(refused);
  });
});

/** As much of a window as is asked, from the innermost to the top; a foreign one throws when its origin is read. */
function framed(origins: readonly string[], told: { referrer: string; ancestorOrigins?: readonly string[] }): Window {
  const { referrer, ...location } = told;
  let parent: object | null = null;
  for (const origin of origins.toReversed()) {
    const page: object = {
      get origin() {
        if (origin !== own) throw new DOMException('Blocked', 'SecurityError');
        return origin;
      },
      document: { referrer },
      location,
    };
    Object.assign(page, { parent: parent ?? page });
    parent = page;
  }
  return parent as Window;
}

describe('what is around a page', () => {
  it('is nothing in a window of its own', () => {
    expect(framingOf(framed([own], { referrer: `${stranger}/` }))).toEqual({ own, around: [] });
  });

  it('is what the browser tells', () => {
    const told = { referrer: '', ancestorOrigins: [wiki, stranger] };
    expect(framingOf(framed([own, wiki, stranger], told)).around).toEqual([wiki, stranger]);
  });

  it('is the referrer for the nearest page, in a browser that tells nothing', () => {
    const told = { referrer: `${wiki}/page` };
    expect(framingOf(framed([own, wiki], told)).around).toEqual([wiki]);
    expect(framingOf(framed([own, wiki, stranger], told)).around).toEqual([wiki, null]);
    expect(framingOf(framed([own, own, stranger], { referrer: `${own}/` })).around).toEqual([own, null]);
    expect(framingOf(framed([own, stranger], { referrer: '' })).around).toEqual([null]);
  });
});
