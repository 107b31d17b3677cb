/** Addresses, paths and file names: words in them name a thing, not what the text is about. */
import type { Range } from '../util/range';

const longest = 300;
const ending =
  /\.(?:bin|cfg|ckpt|csv|gif|gz|html?|ipynb|jpe?g|json|js|md|mp4|npy|npz|onnx|pdf|pickle|pkl|png|pth?|py|rst|safetensors|sh|svg|tar|toml|ts|txt|ya?ml|zip)(?![\w-])/i;

/** Whether a span stands in an address, a path of several folders, or a file name. `Layer/RMS norm` is none. */
export function isInAddress(text: string, { start, end }: Range): boolean {
  const before = /[^\s'"`()<>[\]{},;|=]*$/.exec(text.slice(Math.max(0, start - longest), start))![0];
  const after = /^[^\s'"`()<>[\]{},;|=]*/.exec(text.slice(end, end + longest))![0];
  const token = before + text.slice(start, end) + after;
  if (/\w:\/\/|^(?:~|\.{1,2})?\/\w|^www\./.test(token)) return true;
  return ending.test(text.slice(start, end) + after) || /^[^/]+\/[^/]+\/[^/]/.test(token);
}
