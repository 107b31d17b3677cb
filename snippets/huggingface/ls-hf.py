# concept: label-smoothing
# prefix: [ls-hf, label-smoothing]
# description: Label smoothing in the Trainer
# needs: [transformers >= 4.6, torch >= 1.10, accelerate >= 0.26]
# position: statement
# placeholders: {'"out"': , 0.1: [0.1, 0.05, 0.2]}

# --- setup
from transformers import TrainingArguments

# --- snippet
args = TrainingArguments(output_dir="out", label_smoothing_factor=0.1)

# --- test
import torch
from transformers import BertConfig, BertForSequenceClassification, Trainer

config = BertConfig(vocab_size=9, hidden_size=4, num_hidden_layers=1, num_attention_heads=1, intermediate_size=4, num_labels=5)
trainer = Trainer(model=BertForSequenceClassification(config), args=args)
logits = torch.tensor([[2.0, -1.0, 0.5, 0.0, 1.0], [0.1, 0.2, 3.0, -0.5, 0.0], [-1.0, 0.0, 1.0, 2.0, -2.0]])
loss = trainer.label_smoother({"logits": logits}, torch.tensor([0, 2, 1]))
assert abs(loss.item() - 1.199728) < 1e-5
