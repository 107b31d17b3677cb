/**
 * Every message between the extension host and the panel. What the panel sends is validated on arrival:
 * a webview is not trusted, and there is no message that runs a command by name.
 */
import * as v from 'valibot';
import type { ConceptView } from '../catalog/concept-view';

export type { CodePlace, ConceptView, Surface, SurfaceState } from '../catalog/concept-view';

const id = v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-z0-9][a-z0-9-]*$/));
const role = v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z][a-z0-9_]*$/));

/** Requests of the panel, by method, each with its parameters. */
export const panelRequests = {
  /** The panel has loaded; the reply is what to show, or nothing. */
  ready: v.object({}),
  /** Show another concept, for example a related one. */
  open: v.object({ concept: id }),
  /** Replace the literal of `role` that the shown view was made from. Refused where the document changed there. */
  writeBack: v.object({
    view: v.number(),
    role,
    value: v.union([v.pipe(v.number(), v.finite()), v.boolean(), v.pipe(v.string(), v.maxLength(200))]),
  }),
  /** Insert a snippet into the editor that was last active. */
  insert: v.object({ snippet: v.pipe(v.string(), v.maxLength(200), v.regex(/^[a-z0-9][a-z0-9/-]*$/)) }),
  /** Show the code the view was made from. */
  reveal: v.object({ view: v.number() }),
  /** Open a link of the shown entry: https only, opened by the editor after its own question. */
  openLink: v.object({ url: v.pipe(v.string(), v.maxLength(2000), v.startsWith('https://')) }),
  /** Put a link on the clipboard that shows this concept's demo with these values: ids of controls and texts. */
  copyLink: v.object({
    concept: id,
    values: v.pipe(
      v.array(v.tuple([v.pipe(v.string(), v.maxLength(60)), v.pipe(v.string(), v.maxLength(2000))])),
      v.maxLength(60),
    ),
  }),
  /** Light up the literal of a role in the code that the shown view was made from; null puts it out. */
  light: v.object({ view: v.number(), role: v.nullable(role) }),
  copy: v.object({ text: v.pipe(v.string(), v.maxLength(100_000)) }),
  /** Ask where to, and write a PNG there: for a page that cannot reach the clipboard. */
  saveImage: v.object({
    title: v.pipe(v.string(), v.maxLength(200)),
    png: v.pipe(v.string(), v.maxLength(20_000_000), v.base64(), v.startsWith('iVBORw0KGgo')),
  }),
  /** Show what was shown before, or after that. */
  navigate: v.object({ direction: v.picklist(['back', 'forward']) }),
  /** Stay with the shown concept, or follow the cursor. */
  pin: v.object({ pinned: v.boolean() }),
  /** Show the concept in an editor tab of its own. */
  openTab: v.object({}),
  /** Open the article as a Markdown document. */
  exportArticle: v.object({}),
  /** Open a text about a fact that seems wrong, for the user to read; nothing is sent. */
  reportFact: v.object({ fact: v.pipe(v.string(), v.maxLength(4000)) }),
  setKnown: v.object({ concept: id, known: v.boolean() }),
  /** For the log: what went wrong in the panel. */
  report: v.object({ message: v.pipe(v.string(), v.maxLength(2000)) }),
} as const;

export type PanelMethod = keyof typeof panelRequests;
export type PanelParams<M extends PanelMethod> = v.InferOutput<(typeof panelRequests)[M]>;

/** Replies, by method. */
export interface PanelReplies {
  ready: ConceptView | null;
  open: ConceptView | null;
  writeBack: { readonly written: true } | { readonly written: false; readonly reason: string };
  insert: { readonly inserted: boolean; readonly reason?: string };
  reveal: null;
  openLink: null;
  copyLink: null;
  light: null;
  copy: null;
  saveImage: { readonly saved: boolean };
  navigate: ConceptView | null;
  pin: null;
  openTab: null;
  exportArticle: null;
  reportFact: null;
  setKnown: null;
  report: null;
}

/** Ids of controls and the texts of their values. */
export type LinkValues = readonly (readonly [id: string, text: string])[];

/** What the host sends unasked. */
export type HostEvent =
  | {
      readonly event: 'show';
      readonly view: ConceptView;
      readonly focus: 'article' | 'demo' | 'none';
      /** What a link, which anybody may have written, says of the demo's controls: ids and texts. */
      readonly values?: LinkValues;
    }
  /** The cursor rests in the literal of this role, or no longer in any. */
  | { readonly event: 'light'; readonly role: string | null }
  | { readonly event: 'theme' };

/** What a page kept over a reload, as the editor hands it back: as little trusted as a message. */
export const surfaceState = v.object({
  concept: id,
  pinned: v.boolean(),
  place: v.optional(
    v.object({
      uri: v.pipe(v.string(), v.maxLength(4000)),
      line: v.pipe(v.number(), v.integer(), v.minValue(0)),
      character: v.pipe(v.number(), v.integer(), v.minValue(0)),
    }),
  ),
});

/** Wire form of both directions. */
export type WireMessage =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly event: HostEvent };
