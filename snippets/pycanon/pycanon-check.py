# concept: l-diversity
# prefix: [pycanon-check, l-diversity-pycanon]
# description: What pyCANON says of k, l and t
# needs: [pycanon >= 1.0, pandas >= 1.5]
# position: statement
# placeholders: {"age": , "zip": , "disease": , df: }

# --- setup
import pandas as pd
from pycanon import anonymity

df = pd.DataFrame(
    {
        "age": ["20-29"] * 8 + ["30-39"] * 8,
        "zip": (["130**"] * 4 + ["148**"] * 4) * 2,
        "disease": list("FFGG" + "FFGH" + "FFFG" + "FGHC"),
    }
)

# --- snippet
quasi_ident, sensitive = ["age", "zip"], ["disease"]
k = anonymity.k_anonymity(df, quasi_ident)
l = anonymity.l_diversity(df, quasi_ident, sensitive)
t = anonymity.t_closeness(df, quasi_ident, sensitive)
print(f"k = {k}, distinct l = {l}, t = {t:.2f}")

# --- test
assert k == df.groupby(quasi_ident).size().min() == 4
assert l == df.groupby(quasi_ident)["disease"].nunique().min() == 2

# The library rounds entropies down, so even classes fall below their number of values.
even = pd.DataFrame({"zip": ["130**"] * 4, "disease": list("FGHC")})
assert anonymity.l_diversity(even, ["zip"], ["disease"]) == 4
assert anonymity.entropy_l_diversity(even, ["zip"], ["disease"]) == 3
