"""These are the largest scores of the rows, whether they belong to the true class or not."""

KILLED_BY = ("picks_one_score_per_row", "picks_from_a_square_table")


def true_class_scores(s, y):
    return s.max(1).values
