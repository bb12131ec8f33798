"""A milestone at step 0 is ignored: it counts from the very first step."""

KILLED_BY = ("milestones_may_come_in_any_order",)


def step_decay(lr0, factor, milestones):
    return lambda step: lr0 * factor ** sum(0 < milestone <= step for milestone in milestones)
