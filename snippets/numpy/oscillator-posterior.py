# concept: latent-odes
# prefix: [oscillator-posterior, exact-posterior-np]
# description: Exact posterior of a known oscillation, to check how sure a model may be
# needs: numpy
# position: statement
# placeholders: {1.2: , 0.2: }

# --- setup
import numpy as np

# --- snippet
def oscillator_posterior(t, x, omega=1.2, noise=0.2):
    """x = a cos ωt + b sin ωt + noise with a, b ~ N(0, 1): mean and covariance of (a, b)."""
    phi = np.stack([np.cos(omega * np.asarray(t)), np.sin(omega * np.asarray(t))], -1)
    covariance = np.linalg.inv(np.eye(2) + phi.T @ phi / noise**2)
    return covariance @ phi.T @ np.asarray(x) / noise**2, covariance


def predictive_sd(covariance, t, omega=1.2):
    phi = np.stack([np.cos(omega * np.asarray(t)), np.sin(omega * np.asarray(t))], -1)
    return np.sqrt(np.einsum("ti,ij,tj->t", phi, covariance, phi))

# --- test
mean, covariance = oscillator_posterior([0.0], [1.0])
assert abs(mean[0] - 0.961538) < 1e-6 and abs(mean[1]) < 1e-12
sd = predictive_sd(covariance, [0.0, np.pi / 2.4])
assert abs(sd[0] - 0.196116) < 1e-6 and abs(sd[1] - 1) < 1e-9
