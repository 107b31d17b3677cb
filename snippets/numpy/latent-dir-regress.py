# concept: latent-direction
# prefix: [latent-dir-regress, joint-directions]
# description: Directions of all labelled attributes at once, so that their correlations do not leak
# needs: numpy >= 1.20
# position: statement
# placeholders: {}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def joint_directions(labels, z):
    """labels: one row of attributes for each code. Row k of the answer moves attribute k by one unit."""
    design = np.column_stack([labels, np.ones(len(labels))])
    return np.linalg.lstsq(design, z, rcond=None)[0][:-1]

# --- test
planted = rng.standard_normal((3, 6))
labels = rng.standard_normal((50, 3))
assert np.allclose(joint_directions(labels, 7 + labels @ planted), planted, atol=1e-6)

size = rng.uniform(-1, 1, 4000)
glasses = np.where(rng.random(4000) < 0.5 + 0.4 * np.sign(size), 1.0, -1.0)
z = np.outer(glasses, planted[0]) + np.outer(size, planted[1]) + 0.3 * rng.standard_normal((4000, 6))
joint = joint_directions(np.column_stack([glasses, size]), z)
means = z[glasses > 0].mean(0) - z[glasses < 0].mean(0)
cosine = lambda a, b: a @ b / np.linalg.norm(a) / np.linalg.norm(b)
assert cosine(joint[0], planted[0]) > 0.999
assert cosine(means, planted[0]) < cosine(joint[0], planted[0]) - 0.01
