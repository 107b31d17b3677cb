# concept: label-propagation
# prefix: [lp-pyg, label-propagation]
# description: Label spreading from the training nodes of a graph
# needs: [torch-geometric >= 2.0, torch >= 1.11]
# position: statement
# placeholders: {50: [50, 10, 100], 0.9: [0.9, 0.8, 0.99], y: , edge_index: , train_mask: }

# --- setup
import torch
from torch_geometric.nn import LabelPropagation

one_way = torch.tensor([[0, 1, 2, 3, 4, 1], [1, 2, 3, 4, 5, 4]])
edge_index = torch.cat([one_way, one_way.flip(0)], dim=1)
y = torch.tensor([0, 0, 0, 1, 1, 1])
train_mask = torch.tensor([True, False, False, False, False, True])

# --- snippet
model = LabelPropagation(num_layers=50, alpha=0.9)
scores = model(y, edge_index, mask=train_mask)

# --- test
assert scores.argmax(dim=1).tolist() == [0, 0, 0, 1, 1, 1]
A = torch.zeros(6, 6).index_put_((edge_index[0], edge_index[1]), torch.ones(12))
S = A / torch.outer(A.sum(1), A.sum(1)).sqrt()
Y = torch.nn.functional.one_hot(y, 2) * train_mask[:, None]
F = Y.float()
for _ in range(50):
    F = 0.9 * S @ F + 0.1 * Y
torch.testing.assert_close(scores, F)
limit = torch.linalg.solve(torch.eye(6) - 0.9 * S, 0.1 * Y)
assert ((scores - limit).norm() <= 0.9**50 * (Y - limit).norm() + 1e-6).item()
