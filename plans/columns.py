"""How wide the columns of a printed table are: each as much as its words need, in twentieths of the table."""

from collections.abc import Sequence

from .document import ThreadLine

WHOLE = 20
# Letters that count at most: a column of sentences takes no more for being very long.
MOST_LETTERS = 90


def column_widths(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """One width for each header. They add up to WHOLE, and none is nothing."""
    if not headers or len(headers) > WHOLE:
        return ()
    needs = [_need([header, *(row[place] for row in rows if place < len(row))]) for place, header in enumerate(headers)]
    spare = WHOLE - len(headers)
    exact = [spare * need / sum(needs) for need in needs]
    widths = [int(one) for one in exact]
    most_cut = sorted(range(len(widths)), key=lambda place: widths[place] - exact[place])
    for place in most_cut[: spare - sum(widths)]:
        widths[place] += 1
    return tuple(width + 1 for width in widths)


def thread_widths(thread: Sequence[ThreadLine]) -> tuple[int, ...]:
    """The same for the golden thread, where what stands in the row above as well is named by its reference alone."""
    rows, above = [], {}
    for line in thread:
        rows.append([_thread_words(refs, again=refs == above.get(name)) for name, refs in line.cells])
        above = dict(line.cells)
    return column_widths([name for name, _ in thread[0].cells], rows) if thread else ()


def _thread_words(refs, *, again: bool) -> str:
    return " ".join(one.ref if again else f"{one.ref} {one.title}" for one in refs)


def _need(texts: Sequence[str]) -> float:
    """More for longer words and for longer text, but a text of twice the length gets less than twice the room."""
    longest_word = max((len(word) for text in texts for word in text.split()), default=1)
    longest = sorted(map(len, texts))[-3:]
    usual = min(sum(longest) / len(longest), MOST_LETTERS)
    return max(min(longest_word, MOST_LETTERS / 6) * 2, usual) ** 0.75
