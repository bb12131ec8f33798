"""The rate stays put for several steps and then jumps: it changes with every mini-batch, not once per
epoch."""

KILLED_BY = ("one_cycle_rises_and_falls", "one_cycle_takes_other_shapes")


def one_cycle(step, total, max_lr, pct_start=0.3, div=25, final_div=1e4):
    step = 5 * (step // 5)
    start, end = max_lr / div, max_lr / (div * final_div)
    peak = pct_start * total - 1
    if step <= peak:
        return max_lr + (start - max_lr) * (1 + math.cos(math.pi * step / peak)) / 2
    return end + (max_lr - end) * (1 + math.cos(math.pi * (step - peak) / (total - 1 - peak))) / 2
