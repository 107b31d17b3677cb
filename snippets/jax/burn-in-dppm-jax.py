# concept: latent-failures
# prefix: [burn-in-dppm-jax, burn-in]
# description: Field DPPM after a burn-in, differentiable, and the burn-in that leaves least
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

jax.config.update("jax_enable_x64", True)

# --- snippet
def field_dppm(aged, mission=15_000.0, p=0.002, weak=(0.7, 5e3), main=(2.5, 1e7)):
    """aged: burn-in hours times the acceleration factor. Needs 64 bits: the shares are tiny."""
    failed = lambda t, life: -jnp.expm1(-((t / life[1]) ** life[0]))
    hazard = lambda t: -jnp.log1p(-(p * failed(t, weak) + (1 - p) * failed(t, main)))
    return 1e6 * -jnp.expm1(hazard(aged) - hazard(aged + mission))


hours = jnp.geomspace(0.1, 500, 2000)
best = hours[jnp.argmin(jax.vmap(field_dppm)(573.726 * hours))]

# --- test
for burn_in, dppm in [(24, 196.32), (96, 7.744), (168, 4.383)]:
    assert abs(field_dppm(573.726 * burn_in) / dppm - 1) < 1e-3
assert abs(best - 146.5) < 1
slope = jax.grad(lambda burn_in: field_dppm(573.726 * burn_in))
assert slope(24.0) < 0 < slope(300.0)
