"""The sentence encoder and its classifier: the one door to onnxruntime, tokenizers and the arrays between them.

The encoder is all-MiniLM-L6-v2, trained further on the project's labelled texts by `packaging/train_meaning.py` and
stored with 8-bit weights. It gives a vector for every token; their mean stands for the passage. Four figures tell how
strongly a passage resembles what a rule forbids: the score of a classifier over the mean, how near the nearest known
phrases are that break the rule, how near those that don't, and what the wording alone says. As the mean is a sum over
tokens, so is the score: what each token adds to it shows which words a suspicion is about.

Each passage is read alone, for the 8-bit arithmetic scales whatever is read together by its largest number. So a
passage is judged the same in any text, and what was made of it is remembered: while somebody still speaks, what they
have said so far is read, and at the end only the last sentences are new.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.resources import as_file
from threading import Lock
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.meaning.known_words import KnownWords
from rehearse.meaning.neighbours import Neighbours
from rehearse.meaning.passages import Passage, clauses
from rehearse.meaning.tokens import PassageReader
from rehearse.meaning.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from rehearse.meaning.tokens import Tokens

SCALE = 8.0
"""What the unit vector of a passage is multiplied by before the regression, so that its weights stay near one."""

KNOWN_SCALE = 127.0
"""What the unit vectors of the known phrases are multiplied by to be stored as whole numbers of a byte."""

BLEND = (0.248, 21.79, -24.413, 0.526, 3.987)
"""How the four figures make one, their weights and the bias: a logistic regression (`packaging/fit_limits.py`) on the
texts by which the limits were chosen, see `limits.py`."""

WORDING = ("runs", "run_weights", "run_scales", "run_bias")
"""Names of the arrays that hold the wording."""

AT_ONCE = 2
"""Passages that are read at once: most machines have so many cores at least, and each passage keeps one busy."""

REMEMBERED = 512
"""Passages that are remembered, some 2 KB each: a take of ten minutes has 160, and some more in other readings."""

_SHARE_OF_BEST = 0.5
"""A neighbouring clause belongs to the words shown when it adds at least this share of what the strongest adds."""


@dataclass(frozen=True)
class Reading:
    """What the encoder makes of the passages of one text.

    Attributes:
        text: The text.
        passages: Its passages.
        strengths: For each passage how strongly, 0 to 1, it resembles what each rule forbids; by id of the rule.
    """

    text: str
    passages: tuple[Passage, ...]
    strengths: tuple[Mapping[str, float], ...]
    _read: tuple[_Read, ...]


@dataclass(frozen=True)
class _Read:
    """What is remembered of a passage.

    Attributes:
        unit: See `Seen`.
        strengths: How strongly it resembles what each rule forbids, in the order of the rules.
        narrowed: By rule the part of it that was found, see `Encoder.narrowed`; for as many as were asked for.
    """

    unit: NDArray[np.float32]
    strengths: NDArray[np.float32]
    narrowed: dict[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """A passage as arrays.

    Attributes:
        unit: The mean of its tokens' vectors, of length one.
        tokens: The vector of each token.
        offsets: The characters of each token in the passage.
        ids: What each token is.
    """

    unit: NDArray[np.float32]
    tokens: NDArray[np.float32]
    offsets: Sequence[tuple[int, int]]
    ids: Sequence[int]


class Network:
    """The encoder itself: words to vectors. Reading changes nothing in it, so threads may share one."""

    def __init__(self, model: bytes | str, tokenizer: bytes) -> None:
        """Load both.

        Args:
            model: The encoder, or the path of its file; onnxruntime keeps what it is given beside what it makes of it.
            tokenizer: The description of the tokenizer.
        """
        self._session, self._words = _session(model), _words(tokenizer)

    def exists(self, word: str) -> bool:
        """Whether a word, in lower case, is one of the language."""
        return self._words.exists(word)

    def see(self, text: str) -> Seen:
        """The vectors of a passage."""
        import numpy as np

        (words,) = self._words.tokens([text])
        ids = np.array([words.ids], dtype=np.int64)
        (states,) = self._session.run(["states"], {"ids": ids, "mask": np.ones_like(ids)})
        return _as_seen(states[0], words)


class Encoder:
    """The trained model in memory. Threads may share one: reading changes nothing but what is remembered of passages.

    Attributes:
        version: Changes with every training.
        rules: Ids of the rules that it was trained on.
        known_words: The words of the known phrases.
    """

    def __init__(self, folder: Traversable) -> None:
        """Read the model from its folder.

        Raises:
            KnownError: MEANING_UNUSABLE, a file is missing or is not the one that was stored after training.
        """
        import numpy as np

        contents = _verified(folder)
        # Its file is read once more below; both at once would be the most that the program ever holds.
        del contents["encoder.onnx"]
        facts: dict[str, Any] = json.loads(contents["model.json"])
        self.version: str = facts["version"]
        self.rules: tuple[str, ...] = tuple(facts["rules"])
        self._examples: dict[str, list[tuple[int, str]]] = facts["examples"]
        with as_file(folder / "encoder.onnx") as model:
            self._network = Network(str(model), contents["tokenizer.json"])
        phrases = (phrase for known in self._examples.values() for _, phrase in known)
        self.known_words = KnownWords(tuple(phrases), self._network.exists)
        with np.load(io.BytesIO(contents["arrays.npz"])) as arrays:
            self._weights, self._bias = arrays["weights"], arrays["bias"]
            breaks = np.unpackbits(arrays["breaks"], axis=1, count=len(self.rules)).astype(np.bool_)
            self._neighbours = Neighbours(arrays["directions"], arrays["known"], breaks, KNOWN_SCALE)
            self._wording = Wording(*(arrays[name] for name in WORDING))
        self._remembered: OrderedDict[str, _Read] = OrderedDict()
        self._remembering = Lock()

    def read(self, text: str, passages: tuple[Passage, ...]) -> Reading:
        """Read all passages of a text; those that were read before cost nothing."""
        read = self._read([text[p.start : p.end] for p in passages])
        named = tuple(dict(zip(self.rules, one.strengths.tolist(), strict=True)) for one in read)
        return Reading(text, passages, named, tuple(read))

    def figures(self, passages: Sequence[str]) -> NDArray[np.float32]:
        """The four figures for each passage and rule: what `blended` makes strengths of, for choosing how."""
        import numpy as np

        return np.concatenate([self._figures(self._network.see(passage)) for passage in passages])

    def _read(self, texts: Sequence[str]) -> list[_Read]:
        with self._remembering:
            read = {text: self._remembered[text] for text in texts if text in self._remembered}
        if new := [text for text in dict.fromkeys(texts) if text not in read]:
            # A passage gives the same on any thread, and somebody waits for the text of a long take.
            with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="rehearse-meaning") as pool:
                read.update(zip(new, pool.map(self._read_anew, new), strict=True))
        with self._remembering:
            self._remembered.update(read)
            for text in read:
                self._remembered.move_to_end(text)
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return [read[text] for text in texts]

    def _read_anew(self, text: str) -> _Read:
        seen = self._network.see(text)
        return _Read(seen.unit, blended(self._figures(seen))[0])

    def _figures(self, seen: Seen) -> NDArray[np.float32]:
        import numpy as np

        units = seen.unit[None]
        scores = SCALE * units @ self._weights.T + self._bias
        worded = self._wording.scores(seen.ids)[None]
        return np.stack([scores, *self._neighbours.nearness(units), worded], axis=-1)

    def narrowed(self, reading: Reading, index: int, rule: str) -> tuple[int, int]:
        """Characters of the clauses of a passage that its suspicion of a rule rests on."""
        passage, narrowed = reading.passages[index], reading._read[index].narrowed
        if rule not in narrowed:
            start, end = self._narrowed(reading, passage, rule)
            narrowed[rule] = start - passage.start, end - passage.start
        start, end = narrowed[rule]
        return passage.start + start, passage.start + end

    def _narrowed(self, reading: Reading, passage: Passage, rule: str) -> tuple[int, int]:
        seen = self._network.see(reading.text[passage.start : passage.end])
        parts = clauses(reading.text, passage)
        added = seen.tokens @ self._weights[self.rules.index(rule)]
        sums = [
            float(
                sum(
                    a for a, (start, end) in zip(added, seen.offsets, strict=True) if _within(start, end, part, passage)
                )
            )
            for part in parts
        ]
        first = last = sums.index(max(sums))
        least = max(sums) * _SHARE_OF_BEST
        while first > 0 and sums[first - 1] >= least:
            first -= 1
        while last + 1 < len(sums) and sums[last + 1] >= least:
            last += 1
        return parts[first].start, parts[last].end

    def resembled(self, reading: Reading, index: int, rule: str) -> str:
        """The known phrase of a rule that a passage is nearest to."""
        (alike,) = self._neighbours.likeness(reading._read[index].unit[None])
        return max(self._examples[rule], key=lambda example: float(alike[example[0]]))[1]


def blended(figures: NDArray[np.float32], blend: Sequence[float] = BLEND) -> NDArray[np.float32]:
    """Strengths, 0 to 1, from the classifier's score, the two kinds of nearness and the score of the wording.

    Args:
        figures: Of any shape whose last axis holds the four.
        blend: Their weights and the bias.
    """
    import numpy as np

    total = figures @ np.array(blend[:4], dtype=np.float32) + np.float32(blend[4])
    strengths: NDArray[np.float32] = 1.0 / (1.0 + np.exp(-total))
    return strengths


def _as_seen(states: NDArray[np.float32], encoding: Tokens) -> Seen:
    import numpy as np

    mean = states.mean(axis=0)
    return Seen(mean / np.linalg.norm(mean), states, encoding.offsets, encoding.ids)


def _within(start: int, end: int, part: Passage, passage: Passage) -> bool:
    return start < end and part.start <= start + passage.start and end + passage.start <= part.end


def _verified(folder: Traversable) -> dict[str, bytes]:
    """The contents of the model's files, each compared with its digest."""
    try:
        listed = (folder / "digests.json").read_bytes()
        digests: dict[str, str] = json.loads(listed)
        contents = {name: (folder / name).read_bytes() for name in digests}
    except FileNotFoundError as error:
        raise KnownError(Trouble.MEANING_UNUSABLE, reason="a file of it is missing") from error
    except (OSError, ValueError) as error:
        raise KnownError(Trouble.MEANING_UNUSABLE, reason="a file of it can't be read") from error
    for name, digest in digests.items():
        if hashlib.sha256(contents[name]).hexdigest() != digest:
            raise KnownError(Trouble.MEANING_UNUSABLE, reason=f"{name} is damaged")
    return contents


def _session(model: bytes | str) -> InferenceSession:
    """One thread, in order: the same sums in the same order on every run."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    # What it needs for a text, 20 MB, it would keep for the next one; so that can be given back.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _words(description: bytes) -> PassageReader:
    from tokenizers import Tokenizer

    return PassageReader(Tokenizer.from_str(description.decode()))
