"""Training of what the wording alone says, a linear model over short runs of tokens: `rehearse/meaning/wording.py`."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from meaning_model.training import highest, losses
from rehearse.meaning.tokens import PassageReader
from rehearse.meaning.wording import Wording, known_rows, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from meaning_model.texts import Example

LEAST_TIMES = 4
"""Passages that must hold a run before it is known: rarer ones are chance."""

EPOCHS, BATCH, RATE, SEED = 8, 256, 0.15, 7


def train_wording(tokenizer: Tokenizer, examples: Sequence[Example]) -> Wording:
    """Train on some examples. The same examples in the same order give the same weights."""
    torch.manual_seed(SEED)
    words = PassageReader(tokenizer)
    found = [[runs_of(each.ids) for each in words.tokens(example.passages)] for example in examples]
    times = Counter(run for passages in found for runs in passages for run in runs.tolist())
    known = np.array(sorted(run for run, count in times.items() if count >= LEAST_TIMES), dtype=np.uint32)
    rows = [[known_rows(runs, known) for runs in passages] for passages in found]
    weights = nn.EmbeddingBag(len(known), len(examples[0].wanted), mode="sum")
    nn.init.zeros_(weights.weight)
    bias = nn.Parameter(torch.full((len(examples[0].wanted),), -4.0))
    steps = torch.optim.Adagrad([weights.weight, bias], lr=RATE)
    chance, order = random.Random(SEED), list(range(len(examples)))  # noqa: S311 - it only has to be the same
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for first in range(0, len(order), BATCH):
            batch = order[first : first + BATCH]
            scores = _scores(weights, [runs for i in batch for runs in rows[i]]) + bias
            own = [examples[i] for i in batch]
            steps.zero_grad()
            losses(highest(scores, own), own).mean().backward()
            steps.step()
    return _stored(known, weights.weight.detach().numpy(), bias.detach().numpy())


def _scores(weights: nn.EmbeddingBag, passages: Sequence[NDArray[np.intp]]) -> Tensor:
    starts = torch.from_numpy(np.cumsum([0] + [len(rows) for rows in passages[:-1]]))
    counts = torch.tensor([max(len(rows), 1) for rows in passages], dtype=torch.float32)
    total: Tensor = weights(torch.from_numpy(np.concatenate(passages)), starts)
    return total / counts.sqrt()[:, None]


def _stored(known: NDArray[np.uint32], weights: NDArray[np.float32], bias: NDArray[np.float32]) -> Wording:
    scales = (np.abs(weights).max(axis=0) / 127).astype(np.float32)
    return Wording(known, np.round(weights / scales).astype(np.int8), scales, bias)
