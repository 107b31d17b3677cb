/** Loads the tree-sitter runtime and its grammars, once each. */
import { Language, Parser } from 'web-tree-sitter';

export type GrammarName = 'python' | 'javascript' | 'typescript' | 'tsx';

/** Where the bytes of the runtime and the grammars come from: a port that editor, command line or test fills. */
export interface GrammarFiles {
  read(name: 'runtime' | GrammarName): Promise<Uint8Array>;
}

export type LoadResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export class Grammars {
  #runtime: Promise<void> | undefined;
  readonly #loading = new Map<GrammarName, Promise<LoadResult>>();
  readonly #parsers = new Map<GrammarName, Parser>();

  constructor(private readonly files: GrammarFiles) {}

  /** Loads a grammar; a failure is told and may be tried again. */
  load(name: GrammarName): Promise<LoadResult> {
    let loading = this.#loading.get(name);
    if (!loading) {
      loading = this.#load(name).then(
        () => ({ ok: true }),
        (error: unknown) => {
          this.#loading.delete(name);
          return { ok: false, reason: `the ${name} grammar cannot be loaded: ${messageOf(error)}` };
        },
      );
      this.#loading.set(name, loading);
    }
    return loading;
  }

  async #load(name: GrammarName): Promise<void> {
    this.#runtime ??= this.#start();
    await this.#runtime;
    const language = await Language.load(await this.files.read(name));
    this.#parsers.set(name, new Parser().setLanguage(language));
  }

  async #start(): Promise<void> {
    try {
      await Parser.init({
        wasmBinary: await this.files.read('runtime'),
        print: () => {},
        printErr: () => {},
      });
    } catch (error) {
      this.#runtime = undefined;
      throw error;
    }
  }

  parser(name: GrammarName): Parser | undefined {
    return this.#parsers.get(name);
  }

  dispose(): void {
    for (const parser of this.#parsers.values()) parser.delete();
    this.#parsers.clear();
    this.#loading.clear();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
