# concept: latent-odes
# prefix: [latent-ode-diffrax, odeint-diffrax]
# description: Carries a latent state to irregular times
# needs: [jax >= 0.4, diffrax >= 0.5]
# position: statement
# placeholders: {1e-4: , 1e-6: }

# --- setup
import diffrax
import jax
import jax.numpy as jnp

# --- snippet
def carry(field, z0, ts, args=None):
    """States at the increasing times ts, the first of which is that of z0; field(t, z, args)."""
    return diffrax.diffeqsolve(
        diffrax.ODETerm(field),
        diffrax.Tsit5(),
        t0=ts[0],
        t1=ts[-1],
        dt0=None,
        y0=z0,
        args=args,
        saveat=diffrax.SaveAt(ts=ts),
        stepsize_controller=diffrax.PIDController(rtol=1e-4, atol=1e-6),
    ).ys

# --- test
ts = jnp.array([0.0, 0.1, 0.7, 0.75, 2.0])
path = carry(lambda t, z, rate: -rate * z, jnp.array([1.0, 2.0]), ts, 1.5)
assert path.shape == (5, 2)
assert jnp.allclose(path[:, 0], jnp.exp(-1.5 * ts), atol=1e-4), path
slope = jax.grad(lambda rate: carry(lambda t, z, r: -r * z, jnp.array([1.0]), ts, rate)[-1, 0])(1.5)
assert abs(slope + 2 * jnp.exp(-3.0)) < 1e-3, slope
