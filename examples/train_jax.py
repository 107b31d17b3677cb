"""A two-layer network in JAX with optax, on points around five centres.

Runs on a CPU in a few seconds: python train_jax.py
"""

import jax
import jax.numpy as jnp
import optax

NUM_CLASSES = 5


def make_points(key: jax.Array, count: int) -> tuple[jax.Array, jax.Array]:
    label_key, noise_key = jax.random.split(key)
    labels = jax.random.randint(label_key, (count,), 0, NUM_CLASSES)
    angles = 2 * jnp.pi * labels / NUM_CLASSES
    centres = 2 * jnp.stack([jnp.cos(angles), jnp.sin(angles)], axis=-1)
    return centres + jax.random.normal(noise_key, (count, 2)), labels


def init(key: jax.Array, width: int = 64) -> dict[str, jax.Array]:
    first, second = jax.random.split(key)
    he_normal = jax.nn.initializers.he_normal()
    return {
        "w1": he_normal(first, (2, width)),
        "b1": jnp.zeros(width),
        "w2": he_normal(second, (width, NUM_CLASSES)),
        "b2": jnp.zeros(NUM_CLASSES),
    }


def forward(params: dict[str, jax.Array], points: jax.Array) -> jax.Array:
    hidden = jax.nn.relu(points @ params["w1"] + params["b1"])
    return hidden @ params["w2"] + params["b2"]


def loss_fn(params: dict[str, jax.Array], points: jax.Array, labels: jax.Array) -> jax.Array:
    targets = optax.smooth_labels(jax.nn.one_hot(labels, NUM_CLASSES), alpha=0.1)
    return optax.softmax_cross_entropy(forward(params, points), targets).mean()


def main() -> None:
    data_key, init_key = jax.random.split(jax.random.key(0))
    points, labels = make_points(data_key, 500)
    params = init(init_key)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(1e-2))
    state = optimizer.init(params)

    @jax.jit
    def step(params, state):
        loss, grads = jax.value_and_grad(loss_fn)(params, points, labels)
        updates, state = optimizer.update(grads, state)
        return optax.apply_updates(params, updates), state, loss

    for i in range(300):
        params, state, loss = step(params, state)
        if i % 100 == 99:
            accuracy = (forward(params, points).argmax(-1) == labels).mean()
            print(f"step {i + 1}: loss {loss:.3f}  accuracy {accuracy:.3f}")


if __name__ == "__main__":
    main()
