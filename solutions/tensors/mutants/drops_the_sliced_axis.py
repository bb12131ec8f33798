"""`first` keeps three axes: an index like x[0] removes its axis, a slice of length 1 does not."""

KILLED_BY = ("cuts_and_turns_three_axes", "turns_a_cube")


def slice3d(x):
    return {
        "first": x[0],
        "last_two": x.narrow(2, 0, 2),
        "t01": x.transpose(0, 1),
        "t02": x.transpose(0, 2),
        "t12": x.transpose(1, 2),
    }
