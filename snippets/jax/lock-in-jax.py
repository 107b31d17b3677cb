# concept: laser-voltage-probing
# prefix: [lock-in-jax, lvi]
# description: Amplitude and phase of one frequency, compiled
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)

# --- snippet
@jax.jit
def lock_in(samples, cycles_per_sample):
    """samples: (..., time), whole periods of the frequency. Returns amplitude and phase of a sine."""
    angle = 2 * jnp.pi * cycles_per_sample * jnp.arange(samples.shape[-1])
    x = 2 * (samples * jnp.sin(angle)).mean(-1)
    y = 2 * (samples * jnp.cos(angle)).mean(-1)
    return jnp.hypot(x, y), jnp.arctan2(y, x)

# --- test
t = jnp.arange(1000)
amplitude, phase = lock_in(0.3 * jnp.sin(2 * jnp.pi * 0.05 * t + 0.7), 0.05)
assert abs(amplitude - 0.3) < 1e-6 and abs(phase - 0.7) < 1e-6
