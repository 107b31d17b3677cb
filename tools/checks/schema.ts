/** Every concept file parses, fits the schema and lies under its own id. */
import { complete, problemAt, type Check } from './content';

const fileName = /^concepts\/[a-z0-9][a-z0-9-]*\.md$/;

export const schema: Check = (content) => [
  ...content.concepts.flatMap((concept) => concept.problems),
  ...content.concepts
    .filter((concept) => !fileName.test(concept.file))
    .map((concept) =>
      problemAt(concept, 0, 'file-name', `Name the file in lower case with hyphens, not ${concept.file}.`),
    ),
  ...complete(content)
    .filter((concept) => !concept.entry.article?.trim())
    .map((concept) =>
      problemAt(concept, 0, 'no-article', "Write the article, or mark the concept 'draft: true'."),
    ),
];
