"""The ends and the peak are right, but in between the rate follows straight lines; both halves are
cosines."""

KILLED_BY = ("one_cycle_rises_and_falls", "one_cycle_takes_other_shapes")


def one_cycle(step, total, max_lr, pct_start=0.3, div=25, final_div=1e4):
    start, end = max_lr / div, max_lr / (div * final_div)
    peak = pct_start * total - 1
    if step <= peak:
        return start + (max_lr - start) * step / peak
    return max_lr + (end - max_lr) * (step - peak) / (total - 1 - peak)
