"""Shifted by one: the rate of the milestone's own step is already the lower one."""

KILLED_BY = ("rate_drops_at_its_milestones", "milestones_may_come_in_any_order")


def step_decay(lr0, factor, milestones):
    return lambda step: lr0 * factor ** sum(milestone < step for milestone in milestones)
