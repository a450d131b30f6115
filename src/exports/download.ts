/** Some browsers read the file only after they have asked the reader where to put it. */
const keptMs = 60_000;

/** Hands the file to the browser, which saves it as `name` or asks where to. */
export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.hidden = true;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), keptMs);
}
