// Before the first paint, so that a dark page does not flash. The name is the one in src/state/theme.ts.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem('greenery.theme');
  } catch {
    // Storage can be switched off.
  }
  if (theme !== 'light' && theme !== 'dark')
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme;
})();
// On a slow line the numbers come first: there the fonts wait until some text needs them.
(() => {
  const { downlink } = navigator.connection ?? {};
  if (downlink !== undefined && downlink < 4) return;
  for (const link of document.querySelectorAll('link[rel="x-font"]')) link.rel = 'preload';
})();
