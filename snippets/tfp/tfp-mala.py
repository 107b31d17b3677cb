# concept: langevin-dynamics
# prefix: [tfp-mala]
# description: Metropolis-adjusted Langevin chains in TensorFlow Probability
# needs: tensorflow-probability >= 0.20
# position: statement
# placeholders: {step_size=0.5: [0.1, 0.5, 1.0], num_results=500: [500, 2000], num_burnin_steps=200: [200, 1000]}

# --- setup
import tensorflow as tf
import tensorflow_probability as tfp

log_prob = tfp.distributions.Normal(0.0, 1.0).log_prob
start = tf.zeros([400])

# --- snippet
kernel = tfp.mcmc.MetropolisAdjustedLangevinAlgorithm(log_prob, step_size=0.5)
samples, is_accepted = tfp.mcmc.sample_chain(
    num_results=500, num_burnin_steps=200, current_state=start,
    kernel=kernel, trace_fn=lambda state, results: results.is_accepted, seed=(0, 1),
)

# --- test
assert samples.shape == (500, 400)
assert abs(float(tf.math.reduce_variance(samples)) - 1) < 0.05
assert 0.8 < float(tf.reduce_mean(tf.cast(is_accepted, tf.float32))) <= 1
