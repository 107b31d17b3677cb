# concept: laser-repair
# prefix: [liu-fit-sklearn, ablation-threshold]
# description: Spot radius and ablation threshold from the diameters of holes, by linear regression
# needs: scikit-learn
# position: statement
# placeholders: {energies: , diameters: }

# --- setup
import numpy as np
from sklearn.linear_model import LinearRegression

energies = np.array([1.6, 2.0, 3.0, 5.0, 8.0, 12.0])
diameters = np.sqrt(2 * 0.8**2 * np.log(energies / (np.pi * 0.8**2 * 0.15 / 0.2)))

# --- snippet
line = LinearRegression().fit(np.log(energies)[:, None], diameters**2)
w0 = np.sqrt(line.coef_[0] / 2)  # radius at 1/e^2, um
threshold_energy = np.exp(-line.intercept_ / line.coef_[0])  # nJ
threshold_fluence = 0.2 * threshold_energy / (np.pi * w0**2)  # J/cm^2

# --- test
np.testing.assert_allclose([w0, threshold_energy, threshold_fluence], [0.8, 1.507964474, 0.15], rtol=1e-9)
