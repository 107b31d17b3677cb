# concept: laser-repair
# prefix: [liu-fit, ablation-threshold]
# description: Spot radius and ablation threshold from the diameters of holes (Liu 1982)
# needs: numpy
# position: statement
# placeholders: {energies: , diameters: }

# --- setup
import numpy as np

energies = np.array([1.6, 2.0, 3.0, 5.0, 8.0, 12.0])
diameters = np.sqrt(2 * 0.8**2 * np.log(energies / (np.pi * 0.8**2 * 0.15 / 0.2)))

# --- snippet
# energies in nJ, diameters in um, all above the threshold
slope, intercept = np.polyfit(np.log(energies), diameters**2, 1)
w0 = np.sqrt(slope / 2)  # radius at 1/e^2, um
threshold_energy = np.exp(-intercept / slope)  # nJ
threshold_fluence = 0.2 * threshold_energy / (np.pi * w0**2)  # J/cm^2

# --- test
np.testing.assert_allclose([w0, threshold_energy, threshold_fluence], [0.8, 1.507964474, 0.15], rtol=1e-9)
assert abs(np.sqrt(np.polyfit(np.log10(energies), diameters**2, 1)[0] / 2) / w0 - 1.517) < 1e-3
