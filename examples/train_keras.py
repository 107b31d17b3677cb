"""A small convolutional classifier in Keras, on synthetic pictures of bars.

Runs on a CPU in a few seconds: python train_keras.py
"""

import keras
import numpy as np
from keras import layers

NUM_CLASSES = 4
SIZE = 16


def make_bars(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Pictures of one bar each; the class is its direction."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(NUM_CLASSES, size=count)
    images = 0.4 * rng.standard_normal((count, SIZE, SIZE, 1)).astype("float32")
    steps = np.arange(4)
    for image, label in zip(images, labels):
        row, column = rng.integers(4, SIZE - 4, size=2)
        down, right = [(0, 1), (1, 0), (1, 1), (1, -1)][label]
        image[row + steps * down, column + steps * right] += 2.0
    return images, labels


def build_model(dropout: float = 0.2) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((SIZE, SIZE, 1)),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.GlobalAveragePooling2D(),
            layers.Dropout(dropout),
            layers.Dense(NUM_CLASSES),
        ]
    )


def main() -> None:
    keras.utils.set_random_seed(0)
    train_images, train_labels = make_bars(2000, seed=0)
    valid_images, valid_labels = make_bars(500, seed=1)

    model = build_model()
    model.compile(
        optimizer=keras.optimizers.AdamW(learning_rate=3e-3, weight_decay=1e-4),
        loss=keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1),
        metrics=["accuracy", keras.metrics.CategoricalCrossentropy(from_logits=True, name="nll")],
    )
    model.fit(
        train_images,
        keras.utils.to_categorical(train_labels, NUM_CLASSES),
        validation_data=(valid_images, keras.utils.to_categorical(valid_labels, NUM_CLASSES)),
        batch_size=64,
        epochs=5,
        callbacks=[keras.callbacks.EarlyStopping(monitor="val_nll", patience=3, restore_best_weights=True)],
        verbose=2,
    )


if __name__ == "__main__":
    main()
