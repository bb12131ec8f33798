"""Axes are counted from 0: the digits in `t01`, `t02` and `t12` are the axes themselves."""

KILLED_BY = ("cuts_and_turns_three_axes", "turns_a_cube")


def slice3d(x):
    return {
        "first": x.narrow(0, 0, 1),
        "last_two": x.narrow(2, 0, 2),
        "t01": x.transpose(0, 0),
        "t02": x.transpose(0, 1),
        "t12": x.transpose(0, 1),
    }
