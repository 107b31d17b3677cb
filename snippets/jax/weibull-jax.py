# concept: latent-failures
# prefix: [weibull-jax, weibull]
# description: Draws Weibull lives; the argument named shape is that of the array
# needs: jax >= 0.4
# position: statement
# placeholders: {5000.0: , 0.7: , 1000: }

# --- setup
import jax

# --- snippet
key = jax.random.key(0)
lives = jax.random.weibull_min(key, scale=5000.0, concentration=0.7, shape=(1000,))

# --- test
lives = jax.random.weibull_min(key, 5000.0, 0.7, (100_000,))
assert abs((lives <= 15_000).mean() - 0.884406) < 0.004
