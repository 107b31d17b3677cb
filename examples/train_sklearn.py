"""Text and table classifiers with scikit-learn.

Runs in a second: python train_sklearn.py
"""

import numpy as np
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import load_digits, make_moons
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.semi_supervised import LabelSpreading
from sklearn.svm import LinearSVC

TEXTS = ["cheap pills now", "meeting at noon", "win money now", "lunch at noon", "cheap money", "project meeting"]
SPAM = [1, 0, 1, 0, 1, 0]


def main() -> None:
    # Laplace smoothing of word counts: alpha is added to every count.
    spam_filter = make_pipeline(CountVectorizer(), MultinomialNB(alpha=1.0))
    spam_filter.fit(TEXTS, SPAM)
    print("spam:", spam_filter.predict(["cheap lunch money"])[0])

    # Label spreading: unlabelled points are marked -1.
    points, labels = make_moons(200, noise=0.1, random_state=0)
    partly = np.where(np.arange(len(labels)) % 20 == 0, labels, -1)
    spread = LabelSpreading(kernel="knn", n_neighbors=7, alpha=0.2).fit(points, partly)
    print("spread:", (spread.transduction_ == labels).mean())

    images, digits = load_digits(return_X_y=True)
    train, test, train_digits, test_digits = train_test_split(images, digits, test_size=0.3, random_state=0)
    model = make_pipeline(StandardScaler(), CalibratedClassifierCV(LinearSVC(C=0.1), method="sigmoid"))
    model.fit(train, train_digits)
    print("digits:", model.score(test, test_digits), log_loss(test_digits, model.predict_proba(test)))


if __name__ == "__main__":
    main()
