# concept: language-adversarial-training
# prefix: [lang-probe, language-probe]
# description: How much of the language a new classifier still reads off frozen features
# needs: [scikit-learn >= 1.0, numpy >= 1.20]
# position: statement
# placeholders: {features: , languages: }

# --- setup
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(0)
languages = np.repeat([0, 1, 2], 300)
features = rng.normal(size=(900, 8)) + 5 * np.eye(3, 8)[languages]

# --- snippet
def language_probe(features, languages, seed=0):
    """Accuracy on rows that neither the probe nor, at best, the encoder has seen; compare with the largest share."""
    split = train_test_split(features, languages, test_size=0.5, stratify=languages, random_state=seed)
    train_x, test_x, train_y, test_y = split
    probe = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(train_x, train_y)
    return probe.score(test_x, test_y)


_, counts = np.unique(languages, return_counts=True)
print(f"probe {language_probe(features, languages):.2f}, chance {counts.max() / counts.sum():.2f}")

# --- test
assert language_probe(features, languages) > 0.95
assert abs(language_probe(rng.normal(size=(900, 8)), languages) - 1 / 3) < 0.1
