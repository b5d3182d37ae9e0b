"""A first grouping that keeps every rule, or the proof that there is none: who has the fewest groups left is
placed next (Brelaz, Communications of the ACM 22, 1979), back one step wherever that ends nowhere."""

from __future__ import annotations

from deungdae.engine.peer_groups.solve.board import Board, Matrix

MOST_STEPS = 60_000


def constructed(matrix: Matrix, *, steps: int = MOST_STEPS) -> Board | bool:
    """A full board; False: there is none; True: not settled within the steps."""
    board = Board(matrix)
    for person, group in enumerate(matrix.pinned):
        if group != -1:
            if not board.fits(person, group):
                return False
            board.put(person, group)
    return extended(board, steps)


def extended(board: Board, steps: int) -> Board | bool:
    """Everybody who has no group yet gets one; with a stack of its own, since people may be many."""
    left = board.group.count(-1)
    trail: list[tuple[int, list[int]]] = []
    while left or board.missing():
        person, groups = next_one(board, left)
        trail.append((person, groups))
        while trail and not trail[-1][1]:
            trail.pop()
            if trail:
                board.take(trail[-1][0])
                left += 1
        if not trail:
            return False
        person, groups = trail[-1]
        board.put(person, groups.pop(0))
        left -= 1
        steps -= 1
        if steps < 0:
            return True
    return board


def next_one(board: Board, left: int) -> tuple[int, list[int]]:
    """The person with the fewest groups to go to, and these; none where the least sizes are out of reach."""
    if board.missing() > left or left == 0:
        return -1, []
    best: tuple[int, list[int]] = (-1, [])
    for person, group in enumerate(board.group):
        if group != -1:
            continue
        found = board.choices(person)
        if best[0] == -1 or len(found) < len(best[1]):
            best = (person, found)
        if not found:
            break
    return best
