# concept: l-infinity-attacks
# prefix: [pgd-torchattacks, pgd-linf]
# description: PGD of torchattacks with a step that reaches the radius
# needs: torchattacks >= 3.5
# position: statement
# placeholders: {model: , images: , labels: , eps=8/255: ["8/255", "4/255", "0.1", "0.3"], alpha=2/255: ["2/255", "1/255", "0.01"], steps=20: [10, 20, 40, 100]}

# --- setup
import torch
import torchattacks

torch.manual_seed(0)
model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(12, 3)).eval()
images = torch.rand(8, 3, 2, 2)
labels = model(images).argmax(1)

# --- snippet
attack = torchattacks.PGD(model, eps=8/255, alpha=2/255, steps=20, random_start=True)
adversarial = attack(images, labels)

# --- test
assert (adversarial - images).abs().max().item() <= 8 / 255 + 1e-6
assert adversarial.min() >= 0 and adversarial.max() <= 1
loss = torch.nn.functional.cross_entropy
assert loss(model(adversarial), labels) > loss(model(images), labels)
