/** What cards and articles are made with; the editor loads it when it first shows one. */
export { hoverCard } from './card';
export { conceptView } from './concept-view';
export { hoverMarkdown } from './markdown';
