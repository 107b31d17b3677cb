# concept: late-fusion
# prefix: [fuse-sklearn-stacking, late-fusion]
# description: A combiner learnt on held-out predictions of one classifier for each modality
# needs: scikit-learn >= 1.0
# position: statement
# placeholders: {image_columns: , text_columns: , 5: [5, 10]}

# --- setup
from sklearn.compose import make_column_transformer
from sklearn.ensemble import RandomForestClassifier, StackingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.datasets import make_classification

X, y = make_classification(300, 6, n_informative=4, random_state=0)
image_columns, text_columns = [0, 1, 2], [3, 4, 5]

# --- snippet
image = make_pipeline(make_column_transformer(("passthrough", image_columns)), RandomForestClassifier(random_state=0))
text = make_pipeline(make_column_transformer(("passthrough", text_columns)), LogisticRegression())
model = StackingClassifier([("image", image), ("text", text)], LogisticRegression(), cv=5)

# --- test
from sklearn.model_selection import cross_val_predict

model.fit(X, y)
held_out = [cross_val_predict(part, X, y, cv=5, method="predict_proba")[:, 1] for part in (image, text)]
combiner = LogisticRegression().fit(list(zip(*held_out)), y)
assert abs(combiner.coef_ - model.final_estimator_.coef_).max() < 1e-6
seen = [part.predict_proba(X)[:, 1] for part in model.estimators_]
careless = LogisticRegression().fit(list(zip(*seen)), y)
assert careless.coef_[0, 0] > 2 * careless.coef_[0, 1], "the forest that knows its data by heart gets all trust"
