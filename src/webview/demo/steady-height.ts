const kept = new WeakSet<HTMLElement>();

/** Keeps an element as high as it has ever been at its width, so that what stands below it does not jump. */
export function keepHeight(element: HTMLElement): void {
  if (kept.has(element)) return;
  kept.add(element);
  let width = 0;
  let height = 0;
  new ResizeObserver(([entry]) => {
    const box = entry?.borderBoxSize[0];
    if (!box) return;
    if (box.inlineSize !== width) {
      width = box.inlineSize;
      element.style.minHeight = '';
      height = element.getBoundingClientRect().height;
    } else if (box.blockSize > height) height = box.blockSize;
    else return;
    element.style.minHeight = `${height}px`;
  }).observe(element);
}
