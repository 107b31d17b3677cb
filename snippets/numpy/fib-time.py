# concept: laser-fib
# prefix: [fib-time, milling-time]
# description: Time that an ion beam takes for a box
# needs: numpy
# position: statement
# placeholders: {sputter_rate=0.3: }

# --- setup
import numpy as np

# --- snippet
def milling_seconds(size_um, current_na, sputter_rate=0.3):
    """size_um: three edges. sputter_rate in um^3/nC: about 0.3 for silicon under 30 keV gallium."""
    return np.prod(size_um) / (sputter_rate * current_na)

# --- test
assert abs(milling_seconds((200, 150, 200), 65) - 307_692.3) < 0.1
assert abs(milling_seconds((200, 150, 200), 65) / 3600 - 85.47) < 0.01
