# concept: latency-prediction
# prefix: [lat-jax, latency]
# description: Least time of a compiled function; waits for the result before it reads the clock
# needs: jax >= 0.4
# position: statement
# placeholders: {f: , x: , 7: }

# --- setup
import time
import jax
import jax.numpy as jnp

f = lambda x: jnp.tanh(x @ x)
x = jnp.ones((128, 128))

# --- snippet
compiled = jax.jit(f)
jax.block_until_ready(compiled(x))  # compiles


def batch_ms(calls=20):
    start = time.perf_counter()
    for _ in range(calls):
        jax.block_until_ready(compiled(x))
    return 1000 * (time.perf_counter() - start) / calls


latency_ms = min(batch_ms() for _ in range(7))

# --- test
assert latency_ms > 0
costs = compiled.lower(x).compile().cost_analysis()
costs = costs[0] if isinstance(costs, list) else costs
assert costs["flops"] >= 2 * 128**3
