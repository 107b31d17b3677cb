const kept = new WeakSet<HTMLElement>();

/** Keeps an element as high as it has ever been at its width, so that what stands below it does not jump. */
export function keepHeight(element: HTMLElement): void {
  if (kept.has(element)) return;
  kept.add(element);
  let width = 0;
  let height = 0;
  const setHeight = (pixels: number) => {
    height = pixels;
    element.style.minHeight = `${pixels}px`;
  };
  /** Outside the observer's turn: an element that it changes there is reported as a loop. */
  const measureAnew = () => {
    element.style.minHeight = '';
    setHeight(element.getBoundingClientRect().height);
  };
  new ResizeObserver(([entry]) => {
    const box = entry?.borderBoxSize[0];
    if (!box) return;
    if (box.inlineSize !== width) {
      width = box.inlineSize;
      requestAnimationFrame(measureAnew);
    } else if (box.blockSize > height) setHeight(box.blockSize);
  }).observe(element);
}
