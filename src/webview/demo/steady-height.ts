/** Keeps an element as high as it has ever been at its width, so that what stands below it does not jump. */
export function keepHeight(element: HTMLElement): void {
  let width = 0;
  let height = 0;
  new ResizeObserver(([entry]) => {
    const box = entry?.borderBoxSize[0];
    if (!box) return;
    if (box.inlineSize !== width) {
      width = box.inlineSize;
      height = 0;
      element.style.minHeight = '';
    } else if (box.blockSize > height) {
      height = box.blockSize;
      element.style.minHeight = `${height}px`;
    }
  }).observe(element);
}
