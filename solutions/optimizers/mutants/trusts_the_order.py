"""Milestones after a later one are overlooked: they may come in any order."""

KILLED_BY = ("milestones_may_come_in_any_order",)


def step_decay(lr0, factor, milestones):
    def rate(step):
        lr = lr0
        for milestone in milestones:
            if milestone > step:
                break
            lr *= factor
        return lr

    return rate
