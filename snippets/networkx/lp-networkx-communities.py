# concept: label-propagation
# prefix: lp-networkx-communities
# description: Communities by majority vote among neighbours; no labels are needed
# needs: networkx >= 3.0
# position: statement
# placeholders: {G: , 0: }

# --- setup
import networkx as nx

G = nx.barbell_graph(5, 0)

# --- snippet
communities = list(nx.community.asyn_lpa_communities(G, seed=0))

# --- test
assert sorted(sorted(group) for group in communities) == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]]
sizes = {len(list(nx.community.asyn_lpa_communities(nx.karate_club_graph(), seed=seed))) for seed in range(10)}
assert len(sizes) > 1
