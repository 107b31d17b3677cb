/** A concept as the program knows it: the fields of its file plus what the build adds. */
import type { ConceptFields } from './schema.generated';

/** A formula as an image: complete SVG whose colour is the token `__COLOR__`, sized in pixels. */
export interface FormulaImage {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export interface Entry extends ConceptFields {
  readonly id: string;
  /** Where it comes from: the product itself, or a pack. Text of a pack is untrusted. */
  readonly origin: 'built-in' | { readonly pack: string; readonly file: string };
  /** Rendered at build time; absent in a pack until it was rendered. */
  readonly formulaImage?: FormulaImage;
  /** There are snippets of it. */
  readonly hasSnippets?: boolean;
  /** The article's Markdown, or nothing where only the resolver tables are loaded. */
  readonly article?: string;
}

/** What `tools/build-catalog` writes to dist/catalog.json: all that a hover needs. Articles lie in dist/articles.json by id. */
export interface BuiltCatalog {
  readonly formatVersion: '1.0';
  readonly entries: readonly Entry[];
}
