/** Loads the page again with the link as it is. */
export function reloadPage(): void {
  window.location.reload();
}
