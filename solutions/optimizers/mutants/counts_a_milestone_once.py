"""A milestone that stands twice in the list drops the rate once. It counts as often as it stands there."""

KILLED_BY = ("milestones_may_come_in_any_order",)


def step_decay(lr0, factor, milestones):
    return lambda step: lr0 * factor ** sum(milestone <= step for milestone in set(milestones))
