"""Two outcomes that end in the same square must add their probabilities; here the later one replaces the
earlier. Without slipping it does so, too: a probability of 0 replaces that of a bump in a corner."""

KILLED_BY = (
    "moves_lead_to_the_neighbours",
    "lecture_grid_is_the_default",
    "slipping_goes_sideways",
    "narrow_grids_keep_their_bounces",
    "every_terminal_absorbs",
)


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
            for b, share in ((a, 1 - slip), (sides[a][0], slip / 2), (sides[a][1], slip / 2)):
                row, column = s // columns + directions[b][0], s % columns + directions[b][1]
                place = row * columns + column if 0 <= row < rows and 0 <= column < columns else s
                P[s, a, place] = share
    return MDP(P, R, gamma, terminal)
