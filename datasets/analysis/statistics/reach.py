"""A quick look at how far a hidden figure could be from the truth with every shown figure unchanged."""

import numpy as np


class Reach:
    """Other tables that look the same: one cell changed, one changed up as another is changed down, or four that make
    the corners of a rectangle, which leaves every total as it is.

    cell_room and sum_room hold, for each cell and each shown total, how far below and above its true value what is
    shown of it allows; width is the number of columns. What such changes reach is really possible, so a figure that
    reaches far enough is safe; one that does not may still be, by changes of more cells.
    """

    def __init__(self, members: np.ndarray, cell_room: np.ndarray, sum_room: np.ndarray, width: int):
        self.members, self.cell_room, self.sum_room = members, cell_room, sum_room
        self.grid = cell_room.reshape(-1, width, 2)

    def of(self, cells: list[int]) -> float:
        """How many steps of 1 lie between the lowest and the highest value the sum of these cells can have."""
        others = np.ones(self.members.shape[1], dtype=bool)
        others[cells] = False
        return self._furthest(cells, others, up=True) + self._furthest(cells, others, up=False)

    def _furthest(self, cells: list[int], others: np.ndarray, up: bool) -> float:
        best = 0.0
        ahead, back = (1, 0) if up else (0, 1)
        for cell in cells:
            mine = self.members[:, cell]
            alone = self.sum_room[mine, ahead].min(initial=np.inf)
            # With a partner changed the other way, totals of both stay as they are.
            only_mine = mine[:, None] & ~self.members
            only_theirs = ~mine[:, None] & self.members
            room = np.where(only_mine, self.sum_room[:, ahead, None], np.inf).min(axis=0, initial=np.inf)
            theirs = np.where(only_theirs, self.sum_room[:, back, None], np.inf).min(axis=0, initial=np.inf)
            together = np.minimum(np.minimum(room, theirs), self.cell_room[:, back])
            most = max(alone, together[others].max(initial=0.0))
            if len(cells) == 1:
                most = max(most, self._round_a_rectangle(*divmod(cell, self.grid.shape[1]), ahead, back))
            best = max(best, min(most, self.cell_room[cell, ahead]))
        return best

    def _round_a_rectangle(self, row: int, column: int, ahead: int, back: int) -> float:
        """The most a cell can change when the corner beside it, the one below it and the one across change with it."""
        beside, below = self.grid[row, :, back], self.grid[:, column, back]
        most = np.minimum(np.minimum(beside[None, :], below[:, None]), self.grid[:, :, ahead])
        most[row, :] = most[:, column] = 0.0
        return most.max(initial=0.0)
