# concept: l-infinity-attacks
# prefix: [autoattack, robust-accuracy]
# description: Standard AutoAttack evaluation with an explicit radius
# needs: torch >= 1.13
# position: statement
# run: compile
# placeholders: {model: , x_test: , y_test: , "8/255": ["8/255", "4/255", "0.3"], bs=250: [50, 250]}

# --- setup
import torch
from autoattack import AutoAttack

model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3 * 8 * 8, 10)).eval()
x_test = torch.rand(16, 3, 8, 8)
y_test = torch.randint(10, (16,))

# --- snippet
adversary = AutoAttack(model.eval(), norm="Linf", eps=8/255, version="standard", device="cpu")
x_adv = adversary.run_standard_evaluation(x_test, y_test, bs=250)

# --- test
assert (x_adv - x_test).abs().max() <= 8 / 255 + 1e-6
