# concept: language-model-pretraining
# prefix: [causal-mask-flax, causal-mask-jax]
# description: Next-token loss with a causal mask in Flax
# needs: [flax >= 0.8, optax >= 0.1, jax >= 0.4]
# position: statement

# --- setup
import flax.linen as nn
import jax
import jax.numpy as jnp
import optax

attention = nn.MultiHeadDotProductAttention(num_heads=2)
ids = jnp.array([[3, 1, 4, 1]])
x = jax.random.normal(jax.random.key(0), (1, 4, 8))
params = attention.init(jax.random.key(1), x)

# --- snippet
attended = attention.apply(params, x, mask=nn.make_causal_mask(ids))
logits = attended  # after the other layers: [batch, length, vocabulary]
loss = optax.softmax_cross_entropy_with_integer_labels(logits[:, :-1], ids[:, 1:]).mean()

# --- test
import numpy as np

assert np.array_equal(nn.make_causal_mask(ids)[0, 0], np.tril(np.ones((4, 4))))
changed = attention.apply(params, x.at[:, -1].add(1), mask=nn.make_causal_mask(ids))
assert float(jnp.abs(changed - attended)[:, :-1].max()) == 0
assert float(jnp.abs(attention.apply(params, x.at[:, -1].add(1)) - attention.apply(params, x))[:, :-1].max()) > 0.01
by_hand = -jax.nn.log_softmax(logits[0, :-1])[jnp.arange(3), ids[0, 1:]].mean()
assert abs(float(loss - by_hand)) < 1e-6
