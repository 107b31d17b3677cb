import { PlainAnalysis } from '../plain';
import type { SourceDocument } from '../site';
export class ConfigAnalysis extends PlainAnalysis {
  constructor(
    d: SourceDocument,
    readonly format: string,
  ) {
    super(d);
  }
}
