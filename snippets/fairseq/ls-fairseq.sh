# concept: label-smoothing
# prefix: ls-fairseq
# description: Translation training with label smoothing; the true class keeps exactly 1 - eps
# needs: fairseq >= 0.12
# position: statement
# placeholders: {0.1: [0.1, 0.2]}
# run: compile

# --- setup
# fairseq-preprocess wrote data-bin/

# --- snippet
fairseq-train data-bin --arch transformer \
  --criterion label_smoothed_cross_entropy --label-smoothing 0.1 \
  --optimizer adam --lr 5e-4 --max-tokens 4096

# --- test
