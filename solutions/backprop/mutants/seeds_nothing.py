"""The same seed gives other norms the second time: the numbers come from torch's global generator."""

KILLED_BY = ("gradient_norms_have_their_size",)


def gradient_norm_by_depth(act, depth, width, seed, old=gradient_norm_by_depth):
    return old(act, depth, width, int(torch.randint(2**31, ())))
