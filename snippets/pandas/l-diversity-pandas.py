# concept: l-diversity
# prefix: [l-diversity, l-diversity-pandas]
# description: k and l of a table, class by class
# needs: [pandas >= 1.5, numpy >= 1.20]
# position: statement
# placeholders: {"age": , "zip": , "disease": , df: }

# --- setup
import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "age": ["20-29"] * 8 + ["30-39"] * 8,
        "zip": (["130**"] * 4 + ["148**"] * 4) * 2,
        "disease": list("FFFF" + "FFGH" + "FFFG" + "FGHC"),
    }
)

# --- snippet
quasi_ident, sensitive = ["age", "zip"], "disease"
counts = df.groupby(quasi_ident, observed=True)[sensitive].value_counts().unstack(fill_value=0)
share = counts.div(counts.sum(axis=1), axis=0)
report = pd.DataFrame(
    {
        "k": counts.sum(axis=1),
        "distinct l": counts.gt(0).sum(axis=1),
        "entropy l": np.exp(-(share * np.log(share.where(share > 0, 1))).sum(axis=1)),
        "surest guess": share.max(axis=1),
    }
)

# --- test
assert report["k"].tolist() == [4, 4, 4, 4]
assert report["distinct l"].tolist() == [1, 3, 2, 4]
np.testing.assert_allclose(report["entropy l"], [1, 2.828427, 1.754765, 4], atol=1e-6)
assert report["surest guess"].tolist() == [1, 0.5, 0.75, 0.25]
assert df.groupby(quasi_ident)[sensitive].nunique().min() == report["distinct l"].min() == 1
pd.testing.assert_frame_equal(
    counts, pd.crosstab([df["age"], df["zip"]], df["disease"]), check_names=False, check_dtype=False
)
