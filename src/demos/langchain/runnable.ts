/** The two ways in which the LangChain Expression Language composes steps. */

export type Step<I, O> = (input: I) => O;

/** `f | g`, a RunnableSequence. */
export const pipe =
  <A, B, C>(f: Step<A, B>, g: Step<B, C>): Step<A, C> =>
  (input) =>
    g(f(input));

/** `{a: f, b: g}`, a RunnableParallel: every branch gets the same input. */
export const parallel =
  <A, R extends Readonly<Record<string, unknown>>>(branches: {
    readonly [K in keyof R]: Step<A, R[K]>;
  }): Step<A, R> =>
  (input) =>
    Object.fromEntries(Object.entries(branches).map(([key, step]) => [key, step(input)])) as R;

/** Hands on what comes in: RunnablePassthrough. */
export const passthrough = <A>(input: A): A => input;
