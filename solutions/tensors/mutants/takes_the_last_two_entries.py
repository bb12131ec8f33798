"""`last_two` means two entries of the last axis, and they are entries 0 and 1."""

KILLED_BY = ("cuts_and_turns_three_axes", "turns_a_cube")


def slice3d(x):
    return {
        "first": x.narrow(0, 0, 1),
        "last_two": x[:, :, -2:],
        "t01": x.transpose(0, 1),
        "t02": x.transpose(0, 2),
        "t12": x.transpose(1, 2),
    }
