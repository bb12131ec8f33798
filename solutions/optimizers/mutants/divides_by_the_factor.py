"""The rate rises at its milestones: the factor multiplies."""

KILLED_BY = ("rate_drops_at_its_milestones", "milestones_may_come_in_any_order")


def step_decay(lr0, factor, milestones):
    return lambda step: lr0 / factor ** sum(milestone <= step for milestone in milestones)
