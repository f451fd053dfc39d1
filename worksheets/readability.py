"""How easy a text is to read, by two well-known formulas side by side. Nothing of the text is kept here.

SMOG (McLaughlin 1969) counts words of three syllables or more in each sentence; Flesch-Kincaid (Kincaid and others
1975) takes the length of sentences and of words. Both give a school grade of the United States; the reading age in
years is the grade and five more, as is usual in Britain. SMOG is meant for thirty sentences or more.

textstat counts the syllables of a word. Its own formulas are not called with the text, since it keeps in memory what it
was given; the tests hold ours to them."""

import re
from collections import Counter
from dataclasses import dataclass

GRADE_TO_AGE = 5
YOUNGEST = 5
ENOUGH_FOR_SMOG = 30
FEWEST_WORDS = 30
LONG_SYLLABLES = 3
MOST_LONG_WORDS = 15
BULLET = re.compile(r"^\s*(?:[-–—•*▪◦·o]|\d{1,2}[.)])\s+")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True)
class Reading:
    """What was counted in one text. Ages are whole years; `longest` are the long words that stand most often."""

    words: int
    sentences: int
    words_per_sentence: float
    long_words: int
    smog: int
    flesch_kincaid: int
    longest: tuple[tuple[str, int], ...]

    @property
    def long_share(self) -> int:
        """Long words in 100 words."""
        return round(100 * self.long_words / self.words)

    @property
    def is_short_for_smog(self) -> bool:
        return self.sentences < ENOUGH_FOR_SMOG

    def age(self, method: str) -> int:
        return {"smog": self.smog, "flesch_kincaid": self.flesch_kincaid}[method]


def reading_of(text: str) -> Reading | None:
    """The figures of a text; None where it has too few words to say anything."""
    import textstat  # its list of syllables costs most of a second, once, and only this page needs it

    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if len(words) < FEWEST_WORDS:
        return None
    syllables = Counter({word: textstat.syllable_count(word) for word in set(words)})
    long_words = [word for word in words if syllables[word] >= LONG_SYLLABLES]
    in_all = sum(syllables[word] for word in words)
    return Reading(
        words=len(words),
        sentences=len(sentences),
        words_per_sentence=round(len(words) / len(sentences), 1),
        long_words=len(long_words),
        smog=_age(smog_grade(len(long_words), len(sentences))),
        flesch_kincaid=_age(flesch_kincaid_grade(len(words), len(sentences), in_all)),
        longest=tuple(Counter(word.lower() for word in long_words).most_common(MOST_LONG_WORDS)),
    )


def smog_grade(long_words: int, sentences: int) -> float:
    """McLaughlin's SMOG grade: 1.0430 √(30 · words of three syllables or more ÷ sentences) + 3.1291."""
    return 1.0430 * (30 * long_words / sentences) ** 0.5 + 3.1291


def flesch_kincaid_grade(words: int, sentences: int, syllables: int) -> float:
    """Kincaid's grade: 0.39 · words ÷ sentences + 11.8 · syllables ÷ words − 15.59."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as it is pasted: a heading and an entry of a list count as one each, and a line that was
    only broken to fit the page goes on."""
    found: list[str] = []
    for block in _blocks(text):
        found += [part for part in re.split(r"(?<=[.!?])[”’\")]*\s+", block) if WORD.search(part)]
    return found


def _blocks(text: str):
    """Runs of lines that belong together: up to an empty line, a bullet, or a line much shorter than the rest."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    widest = max((len(line) for line in lines), default=0)
    block: list[str] = []
    for line in lines:
        if not line.strip() or BULLET.match(line):
            yield " ".join(block)
            block = []
        if line.strip():
            block.append(BULLET.sub("", line).strip())
            if len(line) < widest / 2:
                yield " ".join(block)
                block = []
    yield " ".join(block)


def _age(grade: float) -> int:
    return max(YOUNGEST, round(grade + GRADE_TO_AGE))
