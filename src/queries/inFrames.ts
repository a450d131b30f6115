/** A hidden page has no frames, and its answers do not wait for one. */
const latestMs = 100;

/**
 * A scheduler that does all it was given before a frame in one go: answers that come together are drawn together, and the page is laid
 * out once for them.
 */
export function inFrames(): (task: () => void) => void {
  let waiting: (() => void)[] = [];
  let frame = 0;
  let late: ReturnType<typeof setTimeout> | undefined;
  const doAll = () => {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    const tasks = waiting;
    waiting = [];
    for (const task of tasks) task();
  };
  return (task) => {
    waiting.push(task);
    if (waiting.length > 1) return;
    frame = requestAnimationFrame(doAll);
    late = setTimeout(doAll, latestMs);
  };
}
