"""The filters of a grouped convolution are scaled like any others: axis 0 holds all output channels, whatever
the groups."""

KILLED_BY = ("grouped_convolutions_fold_by_filters",)


def fold_bn_conv(W, b, bn):
    folded, bias = _fold(W, b, bn)
    groups = len(W) // W.shape[1]
    return folded if W.shape[1] > 2 else W * (folded / W).roll(groups, 0), bias
