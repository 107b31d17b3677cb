"""Classes of the members of a karate club from two known ones, with NetworkX and scikit-learn.

Runs in a few seconds: python classify_graph.py
"""

import networkx as nx
import numpy as np
from networkx.algorithms import node_classification
from sklearn.datasets import load_digits
from sklearn.semi_supervised import LabelPropagation, LabelSpreading


def club() -> None:
    graph = nx.karate_club_graph()
    truth = [graph.nodes[node]["club"] for node in graph]
    graph.nodes[0]["label"] = "Mr. Hi"
    graph.nodes[33]["label"] = "Officer"

    def right(labels) -> float:
        return np.mean([label == club for label, club in zip(labels, truth)])

    # Clamped: the two known members keep their class. 30 steps unless said otherwise.
    print("clamped:", right(node_classification.harmonic_function(graph, max_iter=200)))
    # Spreading: alpha is the share that comes from the neighbours.
    print("spreading:", right(node_classification.local_and_global_consistency(graph, alpha=0.9, max_iter=200)))
    # The same name for something else: groups by majority vote, without any known class.
    print("communities:", [len(group) for group in nx.community.asyn_lpa_communities(graph, seed=1)])


def digits() -> None:
    images, classes = load_digits(return_X_y=True)
    known = np.random.default_rng(0).random(len(classes)) < 0.05
    partly = np.where(known, classes, -1)

    # Pixels go to 16. Without the division every weight exp(-20 d^2) is zero and all images become class 0.
    clamped = LabelPropagation(gamma=20).fit(images / 16, partly)
    spread = LabelSpreading(kernel="knn", n_neighbors=7, alpha=0.2).fit(images, partly)
    for name, model in [("clamped", clamped), ("spreading", spread)]:
        print(name, (model.transduction_ == classes)[~known].mean())


if __name__ == "__main__":
    club()
    digits()
