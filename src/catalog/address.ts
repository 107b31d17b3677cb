/** Addresses, paths and file names: words in them name a thing, not what the text is about. */
import type { Range } from '../util/range';

const longest = 300;
const ending =
  /\.(?:ai|bin|cfg|ckpt|com|csv|dev|gif|gz|html?|io|ipynb|jpe?g|json|js|md|mp4|npy|npz|onnx|org|pdf|pickle|pkl|png|pth?|py|rst|safetensors|sh|svg|tar|toml|tsv?|txt|ya?ml|zip)(?![\w-])/i;

const parts = new Set(' \t\r\n\f\v\u00a0\'"`()<>[]{},;|=');

/** Whether a span stands in an address, a path of several folders, a file name, or a module that code in a text loads. `Layer/RMS norm` is none. */
export function isInAddress(text: string, { start, end }: Range): boolean {
  let from = start;
  while (from > Math.max(0, start - longest) && !parts.has(text[from - 1]!)) from--;
  let to = end;
  while (to < Math.min(text.length, end + longest) && !parts.has(text[to]!)) to++;
  const token = text.slice(from, to);
  const before = text.slice(Math.max(0, from - longest), from);
  if (/\w:\/\/[^\s'"`()<>[\]{},;|]*$/.test(before) || /\b(?:from|import|require\()\s?['"]$/.test(before))
    return true;
  if (!/[./]/.test(token)) return false;
  if (/\w:\/\/|^(?:~|\.{1,2})?\/\w|^www\./.test(token)) return true;
  return ending.test(text.slice(start, to)) || /^[^/]+\/[^/]+\/[^/]/.test(token);
}
