# concept: latency-prediction
# prefix: [lat-numpy, latency]
# description: Least and median time of a call, in batches of at least 2 ms
# needs: numpy
# position: statement
# placeholders: {7: [7, 15]}

# --- setup
import time
import numpy as np

# --- snippet
def time_call(call, batches=7, batch_time=2e-3):
    """Seconds of one call: (least, median). What disturbs a batch only adds time."""
    def run(repeats):
        start = time.perf_counter()
        for _ in range(repeats):
            call()
        return time.perf_counter() - start

    run(2)
    repeats = 1
    while run(repeats) < batch_time:
        repeats *= 2
    times = [run(repeats) / repeats for _ in range(batches)]
    return min(times), float(np.median(times))

# --- test
small, large = np.ones((8, 8)), np.ones((256, 256))
least, median = time_call(lambda: large @ large)
assert 0 < least <= median
assert least > 2 * time_call(lambda: small @ small)[0]
slept, _ = time_call(lambda: time.sleep(3e-3), batches=3)
assert 3e-3 <= slept < 0.1
