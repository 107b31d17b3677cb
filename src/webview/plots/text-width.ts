/** Pixels that a text of 11 px takes in the editor's typefaces, generously. */
export const textWidth = (text: string): number =>
  [...text].reduce(
    (sum, letter) => sum + (/[MWmw@%]/.test(letter) ? 10 : /[A-Z]/.test(letter) ? 7.6 : 6.2),
    0,
  );
