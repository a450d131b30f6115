/** Removes the worker and all it kept for this page; the next visit fetches everything anew. Never rejects. */
export async function forgetKept(): Promise<void> {
  try {
    const scope = new URL('./', document.baseURI).href;
    const registration = await navigator.serviceWorker.getRegistration(scope);
    if (registration?.scope === scope) await registration.unregister();
    const own = (await caches.keys()).filter((name) => name.endsWith(scope));
    await Promise.all(own.map((name) => caches.delete(name)));
  } catch {
    // Where nothing may be stored, nothing is kept.
  }
}
