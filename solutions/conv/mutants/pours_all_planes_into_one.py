"""All images and channels share one plane: idx counts within its own plane, so each needs its own zeros."""

KILLED_BY = ("winners_collect_from_all_their_windows", "every_plane_has_its_own_winners")


def max_pool2d_backward(dout, idx, x_shape):
    N, C, H, W = x_shape
    plane = dout.new_zeros(H * W).index_add(0, idx.flatten(), dout.flatten())
    return plane.view(1, 1, H, W).repeat(N, C, 1, 1)
