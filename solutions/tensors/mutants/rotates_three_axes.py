"""`t02` exchanges two axes and leaves the middle one where it is; here all three have moved on by one."""

KILLED_BY = ("cuts_and_turns_three_axes", "turns_a_cube")


def slice3d(x):
    return {
        "first": x.narrow(0, 0, 1),
        "last_two": x.narrow(2, 0, 2),
        "t01": x.transpose(0, 1),
        "t02": x.permute(2, 0, 1),
        "t12": x.transpose(1, 2),
    }
