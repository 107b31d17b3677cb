# concept: latent-failures
# prefix: [weibull-tfp, weibull]
# description: A Weibull life; TensorFlow Probability takes the shape first
# needs: tensorflow-probability
# position: statement
# placeholders: {0.7: , 5000.0: }

# --- setup
import tensorflow_probability as tfp

# --- snippet
life = tfp.distributions.Weibull(concentration=0.7, scale=5000.0)

# --- test
assert abs(float(life.cdf(15_000.0)) - 0.884406) < 1e-5
assert abs(float(tfp.distributions.Weibull(0.7, 5000.0).cdf(5000.0)) - 0.632121) < 1e-5
