"""The norm is a sum of absolute values. It should be the Euclidean length, the root of the sum of squares."""

KILLED_BY = ("all_gradients_share_one_norm", "clipping_reads_a_generator_once")


def clip_grad_norm_(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    total = sum(g.abs().sum() for g in grads)
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)
    return total
