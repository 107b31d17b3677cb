/** The versions of packages that a project pins, read from its requirement, project and lock files. */
import type { ProjectFiles } from './project';

/** Versions by package, as `packageKey` writes it. */
export type Pins = ReadonlyMap<string, string>;

/** Folders above the file that are looked through. */
const maxParents = 6;

const requirements = /^[\w.-]{0,40}requirements[\w.-]{0,40}\.txt$/;
const others = ['pyproject.toml', 'uv.lock', 'poetry.lock', 'pdm.lock', 'package.json'];

/** Whether a file of this name may pin versions. */
export function isManifest(name: string): boolean {
  return others.includes(name) || requirements.test(name);
}

/** `Typing_Extensions` and `typing-extensions` are one package. */
export function packageKey(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** One version exactly: `2.4`, `2.4.1`, `1.0.0rc1`. */
const version = String.raw`(\d[\w.!+]{0,40})`;
const name = String.raw`(@?[A-Za-z0-9][\w./-]{0,80})`;
const extras = String.raw`(?:\[[\w,\s-]{0,80}\])?`;

/** How each kind of file says that a package has one version and no other. */
const pins: readonly (readonly [file: RegExp, pin: RegExp])[] = [
  [requirements, new RegExp(String.raw`^\s*${name}\s*${extras}\s*===?\s*${version}\s*(?:[;#\\].*)?$`, 'gm')],
  [
    /^pyproject\.toml$/,
    new RegExp(String.raw`["']${name}\s*${extras}\s*===?\s*${version}\s*(?:;[^"'\n]*)?["']`, 'g'),
  ],
  [/\.lock$/, new RegExp(String.raw`^name = "${name}"\r?\nversion = "${version}"`, 'gm')],
  [/^package\.json$/, new RegExp(String.raw`"${name}"\s*:\s*"${version}"`, 'g')],
];

/**
 * What the files beside a document and above it pin. The nearest folder counts; a package for which one folder names
 * two versions is left out, as nothing says which of them runs.
 * @param path of the document; `/` parts its folders
 */
export function pinnedVersions(files: ProjectFiles, path: string): Pins {
  const found = new Map<string, string>();
  let folder = path;
  for (let i = 0; i < maxParents && folder.includes('/'); i++) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    const here = new Map<string, Set<string>>();
    for (const file of files.list(folder).filter(isManifest))
      for (const [key, value] of pinsIn(file, files.read(`${folder}/${file}`)?.text ?? ''))
        here.set(key, (here.get(key) ?? new Set()).add(value));
    for (const [key, values] of here)
      if (!found.has(key)) found.set(key, values.size === 1 ? [...values][0]! : '');
  }
  for (const [key, value] of found) if (value === '') found.delete(key);
  return found;
}

function* pinsIn(file: string, text: string): Generator<[key: string, version: string]> {
  for (const [kind, pin] of pins)
    if (kind.test(file))
      for (const [, found, exact] of text.matchAll(pin))
        if (!exact!.endsWith('.')) yield [packageKey(found!), exact!];
}
