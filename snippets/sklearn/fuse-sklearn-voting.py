# concept: late-fusion
# prefix: [fuse-sklearn, late-fusion]
# description: One classifier for each modality's columns, their probabilities averaged
# needs: scikit-learn >= 1.0
# position: statement
# placeholders: {image_columns: , text_columns: , 0.6: , 0.4: }

# --- setup
from sklearn.compose import make_column_transformer
from sklearn.ensemble import VotingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.datasets import make_classification

X, y = make_classification(300, 6, n_informative=4, random_state=0)
image_columns, text_columns = [0, 1, 2], [3, 4, 5]

# --- snippet
image = make_pipeline(make_column_transformer(("passthrough", image_columns)), LogisticRegression())
text = make_pipeline(make_column_transformer(("passthrough", text_columns)), LogisticRegression())
model = VotingClassifier([("image", image), ("text", text)], voting="soft", weights=[0.6, 0.4])

# --- test
import numpy as np

model.fit(X, y)
a, b = (part.predict_proba(X) for part in model.estimators_)
np.testing.assert_allclose(model.predict_proba(X), 0.6 * a + 0.4 * b, rtol=0, atol=1e-15)
alone = LogisticRegression().fit(X[:, image_columns], y).predict_proba(X[:, image_columns])
np.testing.assert_allclose(a, alone, atol=1e-6)
