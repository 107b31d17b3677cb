# concept: late-fusion
# prefix: [fuse-torch-moddrop, moddrop]
# description: Modality dropout, so that a network with joined inputs copes with a missing one
# needs: torch >= 1.10
# position: statement
# placeholders: {0.2: [0.2, 0.1, 0.3]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
def drop_modalities(inputs, p=0.2, training=True):
    """inputs: one tensor (batch, ...) a modality. Each row loses a modality with probability p, never all of them."""
    if not training:
        return inputs
    batch = inputs[0].shape[0]
    lost = torch.rand(len(inputs), batch, device=inputs[0].device) < p
    lost &= ~lost.all(dim=0)
    return [x.masked_fill(gone.view(-1, *[1] * (x.ndim - 1)), 0) for x, gone in zip(inputs, lost)]

# --- test
image, text = torch.ones(2000, 3, 4, 4), torch.ones(2000, 7)
dropped_image, dropped_text = drop_modalities([image, text])
gone = [x.flatten(1).eq(0).all(1) for x in (dropped_image, dropped_text)]
kept = [x.flatten(1).eq(1).all(1) for x in (dropped_image, dropped_text)]
assert all((g | k).all() for g, k in zip(gone, kept)), "a row is dropped whole or not at all"
assert not (gone[0] & gone[1]).any()
assert all(abs(g.float().mean() - 0.16) < 0.03 for g in gone), "p less the rows that would have lost both"
assert drop_modalities([image, text], training=False)[0] is image
