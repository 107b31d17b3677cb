# concept: latent-failures
# prefix: [arrhenius-af, acceleration-factor]
# description: Acceleration factor of temperature (Arrhenius) and voltage, with units checked
# needs: numpy
# position: statement
# placeholders: {ea=0.7: , gamma=5.0: }

# --- setup
import numpy as np

# --- snippet
BOLTZMANN_EV = 8.617333e-5  # eV/K


def acceleration_factor(use_c, stress_c, ea=0.7, use_v=1.0, stress_v=1.0, gamma=5.0):
    """Hours of use that one hour of stress is worth. Temperatures in Celsius, ea in eV, gamma per volt."""
    if not 0 <= ea <= 3:
        raise ValueError(f"ea = {ea} is no activation energy in eV")
    kelvin = 273.15 + np.array([use_c, stress_c], float)
    if (kelvin <= 0).any():
        raise ValueError("a temperature is below absolute zero")
    return np.exp(ea / BOLTZMANN_EV * (1 / kelvin[0] - 1 / kelvin[1]) + gamma * (stress_v - use_v))

# --- test
assert abs(acceleration_factor(55, 125) / 77.645 - 1) < 1e-4
assert abs(acceleration_factor(55, 125, stress_v=1.4) / 573.73 - 1) < 1e-4
assert acceleration_factor(55, 55) == 1
for wrong in ({"ea": 1.1e-19 * 1e20}, {"ea": -0.7}):
    try:
        acceleration_factor(55, 125, **wrong)
    except ValueError:
        continue
    raise AssertionError(wrong)
