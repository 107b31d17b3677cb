/** A rule over the shape of code, for what the expression language of entries cannot say. */
import type { Analysis } from '../resolver/site';
import type { Finding } from './finding';

/** One file `rules/<id>.ts` exports one as its default. Pure; called off the hover path. */
export interface Rule {
  readonly id: string;
  readonly concept: string;
  check(analysis: Analysis): Iterable<Finding>;
}
