# concept: latency-prediction
# prefix: [lat-fit-sklearn, latency-predictor]
# description: Fits what a call, a FLOP and a byte cost, none of them below zero, with relative errors
# needs: scikit-learn >= 0.24
# position: statement
# placeholders: {flops: , bytes_moved: , times: }

# --- setup
import numpy as np
from sklearn.linear_model import LinearRegression

flops = np.array([1e4, 1e5, 1e6, 5e6, 2e6, 3e5])
bytes_moved = np.array([4e3, 2e4, 9e4, 4e5, 1e6, 6e4])
times = 0.004 + 4e-8 * flops + 1e-8 * bytes_moved

# --- snippet
X = np.column_stack([np.ones_like(flops), flops, bytes_moved])
X_relative, scale = X / times[:, None], np.linalg.norm(X / times[:, None], axis=0)
fit = LinearRegression(positive=True, fit_intercept=False).fit(X_relative / scale, np.ones_like(times))
per_call, per_flop, per_byte = fit.coef_ / scale
predicted = X @ (fit.coef_ / scale)

# --- test
np.testing.assert_allclose([per_call, per_flop, per_byte], [0.004, 4e-8, 1e-8], rtol=1e-6)
assert np.abs(predicted / times - 1).mean() < 1e-6
weighted = LinearRegression(positive=True).fit(X[:, 1:], times, sample_weight=1 / times**2)
np.testing.assert_allclose([weighted.intercept_, *weighted.coef_], [0.004, 4e-8, 1e-8], rtol=1e-6)
