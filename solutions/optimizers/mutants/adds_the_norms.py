"""The norms of the tensors are added up. Lengths add by their squares: 3 and 4 make 5."""

KILLED_BY = ("all_gradients_share_one_norm", "clipping_reads_a_generator_once")


def clip_grad_norm_(params, max_norm):
    grads = [p.grad for p in params if p.grad is not None]
    total = sum(g.norm() for g in grads)
    if total > max_norm:
        for g in grads:
            g.mul_(max_norm / total)
    return total
