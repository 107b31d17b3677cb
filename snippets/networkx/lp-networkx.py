# concept: label-propagation
# prefix: [lp-networkx, label-propagation]
# description: Classes of all nodes from those whose attribute 'label' is set
# needs: [networkx >= 3.0, scipy >= 1.8]
# position: statement
# placeholders: {G: , 100: [100, 30, 1000]}

# --- setup
import networkx as nx

G = nx.path_graph(4)
G.nodes[0]["label"] = "A"
G.nodes[3]["label"] = "B"

# --- snippet
labels = nx.node_classification.harmonic_function(G, max_iter=100)

# --- test
assert labels == ["A", "A", "B", "B"]
assert nx.node_classification.local_and_global_consistency(G) == ["A", "A", "B", "B"]
