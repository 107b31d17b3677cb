# concept: latent-space-disentanglement
# prefix: [mig, mutual-information-gap]
# description: Mutual information gap of codes against known factors
# needs: numpy >= 1.20
# position: statement
# placeholders: {bins=20: [10, 20]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def mutual_information_gap(codes, factors, bins=20):
    """One row a sample. Factors are binned too, so leave continuous ones as they are."""
    def information(a, b):
        joint = np.histogram2d(a, b, bins=bins)[0] / len(a)
        independent = joint.sum(1, keepdims=True) * joint.sum(0, keepdims=True)
        seen = joint > 0
        return np.sum(joint[seen] * np.log(joint[seen] / independent[seen]))

    gaps = []
    for factor in factors.T:
        known = np.sort([information(code, factor) for code in codes.T])
        gaps.append((known[-1] - known[-2]) / information(factor, factor))
    return float(np.mean(gaps))

# --- test
factors = rng.uniform(-1, 1, size=(2000, 2))
assert mutual_information_gap(factors, factors) > 0.9
turned = factors @ np.array([[1, 1], [1, -1]]) / np.sqrt(2)
assert mutual_information_gap(turned, factors) < 0.1
