"""Only one drop ever happens: the factor applies once per milestone that has been reached."""

KILLED_BY = ("rate_drops_at_its_milestones", "milestones_may_come_in_any_order")


def step_decay(lr0, factor, milestones):
    return lambda step: lr0 * factor if any(milestone <= step for milestone in milestones) else lr0
