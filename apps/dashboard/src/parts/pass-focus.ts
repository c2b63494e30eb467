/**
 * A line of a list is done with and will go: gives what is to be done then. Who stood on it goes on with the one after it, or
 * before; who has gone elsewhere meanwhile stays there.
 */
export function leavingLine(line: HTMLElement | null): () => void {
  const next = line?.nextElementSibling ?? line?.previousElementSibling;
  return () => {
    const { activeElement } = document;
    if (activeElement !== document.body && !line?.contains(activeElement)) return;
    const there = next?.isConnected ? next.querySelector<HTMLElement>('button, a[href]') : null;
    (there ?? document.getElementById('content'))?.focus({ preventScroll: there === null });
  };
}
