# concept: laser-fib
# prefix: [haz-depth-jax, heat-affected-zone]
# description: Depth to which a laser pulse heats a half-space above a limit
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

# --- snippet
@jax.jit
def damage_depth(heat, capacity, diffusivity, rise=300.0):
    """heat J/m^2 that stays behind, capacity J/(m^3 K), diffusivity um^2/us. Returns micrometres."""
    z = jnp.geomspace(0.1, 100.0, 2000)
    t = jnp.geomspace(1e-5, 1e3, 400)[:, None]
    warmth = 1e6 * heat / (capacity * jnp.sqrt(jnp.pi * diffusivity * t)) * jnp.exp(-(z**2) / (4 * diffusivity * t))
    return jnp.max(jnp.where(warmth.max(axis=0) > rise, z, 0.0))

# --- test
assert abs(damage_depth(1000.0, 1.64e6, 88.0) / 0.98362 - 1) < 0.01
assert damage_depth(1.0, 1.64e6, 88.0) == 0
