"""Where two outcomes end in the same square, as in a corner, the one that is written last replaces the other,
whose probability is lost: together they are what leads there."""

KILLED_BY = ("slipping_goes_sideways", "narrow_grids_keep_their_bounces", "every_terminal_absorbs")


def gridworld(n=5, *, terminals, reward=-1.0, gamma=0.9, slip=0.0):
    rows, columns = (n, n) if isinstance(n, int) else n
    S = rows * columns
    P, R = torch.zeros(S, 4, S, dtype=torch.float64), torch.full((S, 4), float(reward), dtype=torch.float64)
    terminal = torch.zeros(S, dtype=torch.bool)
    for row, column in terminals:
        if not (1 <= row <= rows and 1 <= column <= columns):
            raise ValueError("outside")
        terminal[(row - 1) * columns + column - 1] = True
    directions = ((0, -1), (0, 1), (-1, 0), (1, 0))
    sides = ((2, 3), (2, 3), (0, 1), (0, 1))
    for s in range(S):
        for a in range(4):
            if terminal[s]:
                P[s, a, s] = 1
                R[s, a] = 0
                continue
            for b, share in ((sides[a][0], slip / 2), (sides[a][1], slip / 2), (a, 1 - slip)):
                row, column = s // columns + directions[b][0], s % columns + directions[b][1]
                place = row * columns + column if 0 <= row < rows and 0 <= column < columns else s
                P[s, a, place] = share
    return MDP(P, R, gamma, terminal)
