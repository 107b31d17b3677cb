# concept: latent-space-manipulation
# prefix: [ganspace-pca, ganspace]
# description: Principal components of activations, brought back to the latent space by regression
# needs: scikit-learn >= 1.0
# position: statement
# placeholders: {k=5: [5, 20]}

# --- setup
import numpy as np
from sklearn.decomposition import PCA

# --- snippet
def ganspace_directions(z, activations, k=5):
    """z: sampled codes; activations: of an early layer for the same codes. Returns k unit directions in z."""
    scores = PCA(n_components=k).fit_transform(activations)
    directions = scores.T @ z / (scores**2).sum(axis=0)[:, None]
    return directions / np.linalg.norm(directions, axis=1, keepdims=True)

# --- test
rng = np.random.default_rng(0)
z = rng.standard_normal((2000, 6))
left, _ = np.linalg.qr(rng.standard_normal((40, 6)))
right, _ = np.linalg.qr(rng.standard_normal((6, 6)))
strengths = np.array([8.0, 5.0, 3.0, 2.0, 1.0, 0.5])
activations = z @ (right * strengths) @ left.T
directions = ganspace_directions(z, activations, k=3)
for i in range(3):
    assert abs(directions[i] @ right[:, i]) > 0.99, (i, directions[i] @ right[:, i])
assert np.allclose(np.linalg.norm(directions, axis=1), 1)
