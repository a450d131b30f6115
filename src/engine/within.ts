/** `work`, or what `late` throws when that takes longer than `ms`. */
export async function within<T>(ms: number, work: Promise<T>, late: () => never): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  try {
    return await Promise.race([work, timeOut.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
