# concept: laser-repair
# prefix: [gaussian-spot-jax, fluence]
# description: Fluence of a Gaussian pulse on a grid, and what it removes
# needs: jax >= 0.4
# position: statement

# --- setup
import jax.numpy as jnp

# --- snippet
def ablate(energy, w0, threshold, pixels=256, pixel=0.05):
    """nJ, um and J/cm^2. Returns the fluence and the mask of what is removed."""
    x = (jnp.arange(pixels) - (pixels - 1) / 2) * pixel
    profile = jnp.exp(-2 * x**2 / w0**2)
    fluence = 0.2 * energy / (jnp.pi * w0**2) * jnp.outer(profile, profile)
    return fluence, fluence > threshold

# --- test
for energy in (2.0, 4.0, 10.0):
    fluence, removed = ablate(energy, 0.8, 0.15)
    r2 = 0.5 * 0.8**2 * jnp.log(fluence.max() / 0.15)
    assert abs(removed.sum() * 0.05**2 / (jnp.pi * r2) - 1) < 0.02
