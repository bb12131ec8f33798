"""s[:, y] takes all those columns from every row and gives (N, N); each row should give its own entry."""

KILLED_BY = ("picks_one_score_per_row", "picks_from_a_square_table")


def true_class_scores(s, y):
    return s[:, y]
