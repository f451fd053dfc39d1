"""How wide the columns of a printed table are: each as much as its words need, in twentieths of the table."""

from collections.abc import Sequence

from worksheets.thread_table import Cell

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


def thread_widths(rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """The same for the rows of the golden thread."""
    if not rows:
        return ()
    return column_widths([cell.name for cell in rows[0]], [[" ".join(cell.lines) for cell in row] for row in rows])


def _need(texts: Sequence[str]) -> float:
    """More for longer words and for longer text, but a text of twice the length gets less than twice the room."""
    longest_word = max((len(word) for text in texts for word in text.split()), default=1)
    longest = sorted(map(len, texts))[-3:]
    usual = min(sum(longest) / len(longest), MOST_LETTERS)
    return max(min(longest_word, MOST_LETTERS / 6) * 2, usual) ** 0.75
