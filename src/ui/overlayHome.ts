/** Where popovers are put: inside the page’s main landmark, so that a screen reader’s list of regions holds them too. */
export function overlayHome(): { UNSTABLE_portalContainer?: Element } {
  const main = document.querySelector('main');
  return main === null ? {} : { UNSTABLE_portalContainer: main };
}
