/** The snippet files of a project. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Paths below the project, `snippets/torch/ls-torch.py`, sorted. */
export async function snippetFiles(root: string): Promise<string[]> {
  const folders = await readdir(join(root, 'snippets'), { withFileTypes: true });
  const files = await Promise.all(
    folders
      .filter((entry) => entry.isDirectory())
      .map(async (folder) =>
        (await readdir(join(root, 'snippets', folder.name))).map((file) => `snippets/${folder.name}/${file}`),
      ),
  );
  return files.flat().sort();
}
