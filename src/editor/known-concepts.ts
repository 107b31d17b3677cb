/** The concepts that the user knows: their hovers fold to one line. */
import * as vscode from 'vscode';

const key = 'gloss.known';

export class Known {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(private readonly state: vscode.Memento & { setKeysForSync(keys: readonly string[]): void }) {
    state.setKeysForSync([key]);
  }

  get all(): readonly string[] {
    const stored = this.state.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  }

  has(concept: string): boolean {
    return this.all.includes(concept);
  }

  async set(concept: string, known: boolean): Promise<void> {
    const others = this.all.filter((id) => id !== concept);
    await this.state.update(key, known ? [...others, concept] : others);
    this.#changed.fire();
  }
}
