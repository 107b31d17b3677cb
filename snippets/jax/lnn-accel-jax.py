# concept: lagrangian-neural-networks
# prefix: [lnn-accel-jax, euler-lagrange-jax]
# description: Acceleration of one state from any Lagrangian by the Euler-Lagrange equation
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

# --- snippet
def lagrangian_acceleration(lagrangian, q, v):
    """q and v: (n,). For a batch: jax.vmap(lagrangian_acceleration, (None, 0, 0))."""
    mass = jax.hessian(lagrangian, 1)(q, v)
    mixed = jax.jacfwd(jax.grad(lagrangian, 1), 0)(q, v)
    return jnp.linalg.solve(mass, jax.grad(lagrangian, 0)(q, v) - mixed @ v)

# --- test
def pendulum(q, v):
    return jnp.sum(v**2 / 2 - (1 - jnp.cos(q)))


def gauged(q, v):
    return 3 * pendulum(q, v) + jnp.sum(jnp.cos(q) * v)


def double_pendulum(q, v):
    kinetic = v[0] ** 2 + v[1] ** 2 / 2 + v[0] * v[1] * jnp.cos(q[0] - q[1])
    return kinetic + 2 * jnp.cos(q[0]) + jnp.cos(q[1])


for lagrangian in (pendulum, gauged):
    for q, expected in ((1.0, -0.841471), (0.5, -0.479426)):
        found = lagrangian_acceleration(lagrangian, jnp.array([q]), jnp.array([0.3]))
        assert abs(found[0] - expected) < 1e-5, found
found = lagrangian_acceleration(double_pendulum, jnp.array([0.3, -0.5]), jnp.array([0.7, 0.2]))
assert jnp.allclose(found, jnp.array([-0.791397, 1.382301]), atol=1e-5), found
