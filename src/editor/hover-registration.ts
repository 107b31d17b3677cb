/** Keeps our hover before or behind those of other extensions. */
import * as vscode from 'vscode';
import { languages } from './languages';

/** A registration is replaced at most this often while the cursor moves, in milliseconds. */
const interval = 3000;

/** How long a replaced registration still answers: a question may already be on its way to it. */
const overlap = 1000;

/**
 * Among equally exact selectors the editor shows the latest registered first, and a language server often registers
 * seconds after us: so ours is registered again from time to time. For a moment the editor then knows two
 * registrations; it asks the later one first, and the earlier one leaves a question to it that both are asked.
 */
export class HoverRegistration implements vscode.Disposable {
  /** The latest is the last. */
  #registered: vscode.Disposable[] = [];
  #count = 0;
  #renewed = 0;
  #asked: { readonly by: number; readonly what: string } | undefined;

  constructor(private readonly provider: vscode.HoverProvider) {
    this.renew();
  }

  renew(): void {
    const settings = vscode.workspace.getConfiguration('gloss.hover');
    if (!settings.get<boolean>('enabled', true)) return this.dispose();
    const selector =
      settings.get('order') === 'last'
        ? '*'
        : languages.map((language): vscode.DocumentFilter => ({ language }));
    const replaced = this.#registered;
    this.#registered = [
      ...replaced,
      vscode.languages.registerHoverProvider(selector, this.#provider(++this.#count)),
    ];
    this.#renewed = Date.now();
    setTimeout(() => this.#drop(replaced), overlap);
  }

  renewIfOld(): void {
    if (Date.now() - this.#renewed > interval) this.renew();
  }

  dispose(): void {
    this.#drop(this.#registered);
  }

  #drop(registrations: readonly vscode.Disposable[]): void {
    for (const registration of registrations) registration.dispose();
    this.#registered = this.#registered.filter((registration) => !registrations.includes(registration));
  }

  #provider(number: number): vscode.HoverProvider {
    return {
      provideHover: (document, position, token) => {
        const what = `${document.uri.toString()} ${document.version} ${position.line}:${position.character}`;
        const answered = this.#asked;
        if (answered?.what === what && answered.by > number) return undefined;
        this.#asked = { by: number, what };
        return this.provider.provideHover(document, position, token);
      },
    };
  }
}
