"""Every box is called equivariant."""

KILLED_BY = ("tells_boxes_apart", "boxes_are_asked_about_every_shift")


def is_equivariant(f, N):
    return True
