"""The flat places are unpacked with the height as the length of a row."""

KILLED_BY = ("winners_collect_from_all_their_windows", "every_plane_has_its_own_winners")


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    dx = dout.new_zeros(N, C, H * W).scatter_add(2, idx.flatten(2), dout.flatten(2))
    return dx.view(N, C, W, H).transpose(2, 3)
