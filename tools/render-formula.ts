/** TeX to a small SVG: MathJax, then svgo. */
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import '@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import '@mathjax/src/js/input/tex/mathtools/MathtoolsConfiguration.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
import '@mathjax/src/js/util/asyncLoad/esm.js';
import { optimize } from 'svgo';
import type { FormulaImage } from '../src/catalog/entry';
import { colorToken, longestTex } from '../src/formula/formula';
import type { Problem } from '../src/util/problem';
import { shrinkFormula, UnknownDrawing } from './shrink-formula';

/** Where the TeX stands: for the problem that is reported. 1-based. */
export interface TexPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type RenderedFormula =
  | { readonly image: FormulaImage; readonly problem?: undefined }
  | { readonly image?: undefined; readonly problem: Problem };

/** Pixels. A formula is scaled down to these, but not below `leastScale`. */
const highest = 40;
const widest = 480;
const leastScale = 0.6;
/** Of MathJax's font at 14 px, the size of the text around. */
const pixelsPerEx = 6.3;
const largestSvg = 60_000;
/** A formula is shapes and letters: no link, no script, no foreign content. */
const allowedTags = new Set(['svg', 'g', 'defs', 'path', 'use', 'rect', 'line', 'ellipse', 'text']);

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

/** Without the package `newcommand`, so that TeX defines no macro and none can grow without bound. */
const page = mathjax.document('', {
  InputJax: new TeX({
    packages: ['base', 'ams', 'boldsymbol', 'mathtools'],
    maxMacros: 200,
    maxTemplateSubtitutions: 200,
    formatError: (_jax: unknown, error: Error) => {
      throw error;
    },
  }),
  OutputJax: new SVG({ fontCache: 'local', linebreaks: { inline: false } }),
});

async function mathJaxSvg(tex: string): Promise<string> {
  const node = await page.convertPromise(tex, { display: true, em: 16, ex: 8, containerWidth: 10_000 });
  const svg = /<svg[\s\S]*<\/svg>/.exec(adaptor.innerHTML(node))?.[0];
  if (!svg) throw new Error('MathJax gave no image.');
  return svg;
}

function slim(svg: string): string {
  const plain = svg.replace(/ (?:data-[\w-]+|role|style|focusable|aria-[\w-]+)="[^"]*"/g, '');
  const drawing = optimize(plain, { floatPrecision: 0, plugins: ['preset-default'] }).data;
  try {
    return optimize(drawing, {
      floatPrecision: 0,
      plugins: [shrinkFormula, 'convertPathData', 'collapseGroups'],
    }).data;
  } catch (error) {
    if (error instanceof UnknownDrawing) return drawing;
    throw error;
  }
}

/** Sizes are read from what MathJax gave: svgo rounds them. */
function sized(svg: string, raw: string): FormulaImage {
  const ex = (name: string): number => Number(new RegExp(`<svg[^>]* ${name}="([\\d.]+)ex"`).exec(raw)?.[1]);
  const [width, height] = [ex('width') * pixelsPerEx, ex('height') * pixelsPerEx];
  if (!(width > 0 && height > 0)) throw new Error('It draws nothing of a fixed size.');
  const scale = Math.min(1, highest / height, widest / width);
  if (scale < leastScale) throw new Error('It is too large for a hover: shorten it.');
  const size = { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
  return {
    ...size,
    svg: svg
      .replace(/ width="[^"]*"/, ` width="${size.width}"`)
      .replace(/ height="[^"]*"/, ` height="${size.height}"`)
      .replaceAll('currentColor', colorToken),
  };
}

function check(svg: string): void {
  if (!/<(path|use|rect|line|ellipse|text)\b/.test(svg)) throw new Error('It draws nothing.');
  if (svg.length > largestSvg) throw new Error('It is too large for a hover: shorten it.');
  for (const [, tag] of svg.matchAll(/<([A-Za-z][\w:-]*)/g))
    if (!allowedTags.has(tag!)) throw new Error(`It draws a <${tag}>, which is not allowed.`);
  if (/href="(?!#)|url\((?!#)|\son\w+=/i.test(svg)) throw new Error('It refers to something outside.');
}

/**
 * Renders one display formula. A hover has little room: the image is at most 480 x 40 px. TeX that is wrong, too
 * long, too large or not allowed gives a problem, never an exception.
 */
export async function renderFormula(tex: string, place: TexPlace): Promise<RenderedFormula> {
  try {
    if (tex.length > longestTex) throw new Error(`It is longer than ${longestTex} characters.`);
    const raw = await mathJaxSvg(tex);
    const svg = slim(raw);
    check(svg);
    return { image: sized(svg, raw) };
  } catch (error) {
    // MathJax throws a TexError, which is no Error.
    const reason = (error as { message?: string }).message ?? String(error);
    return {
      problem: {
        code: 'formula',
        message: `The formula cannot be shown. ${reason}`,
        severity: 'error',
        ...place,
      },
    };
  }
}
