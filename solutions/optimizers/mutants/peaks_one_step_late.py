"""The peak is one step late: steps count from 0, so the rise ends at pct_start · total − 1."""

KILLED_BY = ("one_cycle_rises_and_falls", "one_cycle_takes_other_shapes")


def one_cycle(step, total, max_lr, pct_start=0.3, div=25, final_div=1e4):
    start, end = max_lr / div, max_lr / (div * final_div)
    peak = pct_start * total
    if step <= peak:
        return max_lr + (start - max_lr) * (1 + math.cos(math.pi * step / peak)) / 2
    return end + (max_lr - end) * (1 + math.cos(math.pi * (step - peak) / (total - 1 - peak))) / 2
