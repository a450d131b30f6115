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
