# concept: l-infinity-attacks
# prefix: [pgd-art, pgd-linf]
# description: PGD of the Adversarial Robustness Toolbox, with the random start that its default leaves out
# needs: adversarial-robustness-toolbox >= 1.15
# position: statement
# placeholders: {classifier: , x_test: , y_test: , eps=8/255: ["8/255", "4/255", "0.1", "0.3"], eps_step=2/255: ["2/255", "1/255", "0.01"], max_iter=20: [10, 20, 40, 100]}

# --- setup
import numpy as np
import torch
from art.attacks.evasion import ProjectedGradientDescent
from art.estimators.classification import PyTorchClassifier

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(12, 3)).eval()
classifier = PyTorchClassifier(model, torch.nn.CrossEntropyLoss(), (3, 2, 2), 3, clip_values=(0, 1))
x_test = np.random.default_rng(0).random((8, 3, 2, 2), dtype=np.float32)
y_test = classifier.predict(x_test).argmax(1)

# --- snippet
attack = ProjectedGradientDescent(
    classifier, norm=np.inf, eps=8/255, eps_step=2/255, max_iter=20, num_random_init=1, verbose=False
)
x_adv = attack.generate(x=x_test, y=y_test)

# --- test
assert np.abs(x_adv - x_test).max() <= 8 / 255 + 1e-6
assert x_adv.min() >= 0 and x_adv.max() <= 1
gap = lambda x: np.take_along_axis(classifier.predict(x), y_test[:, None], 1).mean()
assert gap(x_adv) < gap(x_test)
