declare module 'markdown-it-texmath' {
  import type { MarkdownIt } from 'markdown-it';
  const texmath: (md: MarkdownIt, options: { engine: object; delimiters: 'dollars' }) => void;
  export default texmath;
}
