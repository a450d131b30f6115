/**
 * The origins that whoever put the site up allows beyond the site itself: `data` to fetch datasets from, `frame` to show the
 * page inside of theirs (`*` is everybody). The build writes them into the page, out of the same setting as the policy.
 */
export function siteHosts(what: 'data' | 'frame'): readonly string[] {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="greenery-${what}-hosts"]`)?.content ?? '';
  return content.split(' ').filter((origin) => origin !== '');
}
