"""What only the judge asks of `losses`: coincidences of sizes, impossible classes, ties, other dtypes, autograd."""

import torch

from autograder import check

INF = float("inf")


def slope(loss, x):
    """The gradient of a scalar loss at x, by autograd."""
    x = x.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(loss(x), x)
    return gradient


def signs(draw, N):
    """N labels −1 and +1, int64, both of them present."""
    return torch.tensor(draw.shuffled([1 if n % 2 else -1 for n in range(N)]))


def model(draw):
    """Parameters whose names hold the word bias in all places, one of them with zeros."""
    shapes = {"bias": (3,), "bias.weight": (2, 2), "debias": (4,), "unbiased": (3,), "head.bias": (2,)}
    params = {name: draw.normal(*shape) for name, shape in shapes.items()}
    params["unbiased"][1] = 0
    return params


def only_biases(draw):
    """A model without any weight."""
    return {"a.bias": draw.normal(3), "b.bias": draw.normal(2)}


@check("mse", points=2)
def tells_samples_from_coordinates(impl, draw):
    """Four samples in four dimensions, one sample, one dimension."""
    shapes = ((4, 4), (1, 3), (5, 1))
    pairs = {shape: (draw.normal(*shape), draw.normal(*shape)) for shape in shapes}
    return {
        f"{shape}, {word}": impl.mse(*pairs[shape], reduction=word)
        for shape in shapes
        for word in ("none", "mean")
    }


@check("mse", points=1)
def gradients_reach_the_predictions(impl, draw):
    """Autograd differentiates the loss."""
    y = draw.normal(4, 3)
    return {"gradient": slope(lambda x: impl.mse(x, y), draw.normal(4, 3))}


@check("mse_grad", points=1)
def slopes_of_square_batches(impl, draw):
    """Four samples in four dimensions, and a single sample."""
    return {
        "(4, 4)": impl.mse_grad(draw.normal(4, 4), draw.normal(4, 4)),
        "(1, 3)": impl.mse_grad(draw.normal(1, 3), draw.normal(1, 3)),
    }


@check("gaussian_nll", points=2)
def differs_by_the_squared_errors(impl, draw):
    """Between two predictions of the same targets the likelihoods differ by the squared errors over 2σ²."""
    y, sigma = draw.normal(4, 4), float(draw.uniform(1.5, 4))
    first, second = (impl.gaussian_nll(draw.normal(4, 4), y, sigma) for _ in range(2))
    return {
        "difference": first - second,
        "one dimension": impl.gaussian_nll(draw.normal(5, 1), draw.normal(5, 1), sigma),
        "unit variance": impl.gaussian_nll(y, draw.normal(4, 4), 1.0, reduction="mean"),
    }


@check("sigma2_mle", points=1)
def pools_square_batches(impl, draw):
    """Four samples in four dimensions, and a single number."""
    return {
        "(4, 4)": impl.sigma2_mle(draw.normal(4, 4), draw.normal(4, 4)),
        "(1, 1)": impl.sigma2_mle(draw.normal(1, 1), draw.normal(1, 1)),
    }


@check("logsumexp", points=1)
def empty_rows_are_minus_infinity(impl, draw):
    """Impossible classes add nothing, and a row of nothing else gives −inf."""
    z = draw.normal(4, 3)
    z[1, 0] = z[3, 1] = z[3, 2] = -INF
    z[2] = -INF
    return {"rows": impl.logsumexp(z, 1)}


@check("logsumexp", points=2)
def follows_the_maximum_when_cold(impl, draw):
    """T·LSE(z/T) of a vector, for temperatures from 10 to 0.0001."""
    z = draw.normal(5)
    return {f"T = {T:g}": T * impl.logsumexp(z / T, 0) for T in (10.0, 1.0, 0.1, 0.01, 0.0001)}


@check("logsumexp", points=1)
def sums_along_axes_counted_from_the_end(impl, draw):
    """Three axes of one length, which only the numbers tell apart, and a float32 tensor that stays one."""
    z = draw.normal(3, 3, 3)
    return {f"dim={dim}": impl.logsumexp(z, dim) for dim in (-1, -2, -3, 0, 1)} | {
        "float32": impl.logsumexp(draw.normal(3, 4).float(), -2, keepdim=True)
    }


@check("softmax", points=2)
def softmax_along_any_of_three_axes(impl, draw):
    """Three axes of one length, counted from either end, and a float32 tensor that stays one."""
    z = draw.normal(3, 3, 3)
    return {f"dim={dim}": impl.softmax(z, dim) for dim in (-1, -2, -3, 0, 1)} | {
        "float32": impl.softmax(draw.normal(3, 4).float(), -2)
    }


@check("softmax", points=1)
def gives_impossible_classes_no_probability(impl, draw):
    """A score of −inf has probability 0; a row of nothing else has no probabilities, which is NaN."""
    z = draw.normal(4, 4)
    z[1, 0] = z[3, 1] = z[3, 2] = -INF
    z[2] = -INF
    return {"probabilities": impl.softmax(z, 1)}


@check("log_softmax", points=1)
def log_softmax_along_any_of_three_axes(impl, draw):
    """Three axes of one length, counted from either end, and a float32 tensor that stays one."""
    z = draw.normal(3, 3, 3)
    z[0, 1, 2] -= 14
    return {f"dim={dim}": impl.log_softmax(z, dim) for dim in (-1, -2, -3, 0, 1)} | {
        "float32": impl.log_softmax(draw.normal(3, 4).float(), -2)
    }


@check("log_softmax", points=1)
def impossible_classes_stay_impossible(impl, draw):
    """A score of −inf gives −inf beside finite ones; a row of nothing else gives NaN."""
    z = draw.normal(4, 4)
    z[0, 0] -= 14
    z[1, 0] = z[3, 1] = z[3, 2] = -INF
    z[2] = -INF
    return {"log-probabilities": impl.log_softmax(z, 1)}


@check("nll_loss", points=2)
def overlooks_impossible_classes(impl, draw):
    """As many samples as classes, and −inf at classes that are not the sample's own: the losses stay finite."""
    logp, y = draw.normal(4, 4, mean=-2), draw.permutation(4)
    for n in range(4):
        logp[n, (int(y[n]) + 1 + n % 3) % 4] = -INF
    return {"losses": impl.nll_loss(logp, y, reduction="none"), "mean": impl.nll_loss(logp, y)}


@check("cross_entropy", points=2)
def tells_samples_from_classes(impl, draw):
    """As many samples as classes; impossible classes; float32 scores: losses finite, and of the scores' dtype."""
    z, y = draw.normal(4, 4, std=2), draw.permutation(4)
    z[0, y[0]] -= 14
    barred = z.clone()
    for n in range(4):
        barred[n, (int(y[n]) + 1 + n % 3) % 4] = -INF
    return {
        "losses": impl.cross_entropy(z, y, reduction="none"),
        "mean": impl.cross_entropy(z, y),
        "with impossible classes": impl.cross_entropy(barred, y, reduction="none"),
        "float32": impl.cross_entropy(z.float(), y),
    }


@check("cross_entropy", points=2)
def weighs_classes_as_told(impl, draw):
    """Targets that do not sum to 1, as many samples as classes: the weights count as they are, the divisor is N."""
    z, target = draw.normal(4, 4, std=2), draw.uniform(0.1, 2, 4, 4)
    z[0, 0] -= 14
    return {
        f"reduction={word!r}": impl.cross_entropy(z, target, reduction=word)
        for word in ("none", "mean", "sum")
    }


@check("cross_entropy", points=1)
def gradients_reach_the_scores(impl, draw):
    """Autograd differentiates the loss, for classes and for probabilities, also where scores are huge."""
    z, y, w = draw.normal(5, 3), draw.integers(0, 3, 5), draw.uniform(0.1, 1, 5, 3)
    z[1] += 900
    z[2, y[2]] -= 14
    return {
        "classes": slope(lambda scores: impl.cross_entropy(scores, y), z),
        "weights": slope(lambda scores: impl.cross_entropy(scores, w), z),
    }


@check("initial_loss", points=1)
def guesses_among_few_and_many(impl, draw):
    """One class costs nothing; two, and tens of thousands, cost their logarithm."""
    return {f"C = {C}": impl.initial_loss(C) for C in (1, 2, 10_000 + draw.choice(range(1000)))}


@check("margin_gap", points=2)
def is_widest_where_scores_are_equal(impl, draw):
    """Equal scores give log C, ties for the best log 2, one clear winner 0, also where scores are huge."""
    z = draw.normal(5, 5)
    z[0] = float(draw.normal())
    z[1, :2] = 40
    z[2] += 900
    z[3] -= 900
    z[4] = torch.tensor(draw.shuffled([0.0, 1e4, -1e4, 3.0, 7.0]))
    return {"gaps": impl.margin_gap(z, draw.permutation(5))}


@check("smooth_targets", points=2)
def reaches_from_certain_to_clueless(impl, draw):
    """ε = 0 is one-hot, ε = 1 is uniform; as many samples as classes, and classes that do not occur."""
    y = draw.integers(0, 3, 4)
    return {f"eps = {eps:g}": impl.smooth_targets(y, 4, eps) for eps in (0.0, 0.25, 1.0)}


@check("dL_dz", points=2)
def derives_extreme_rows(impl, draw):
    """As many samples as classes, rows near 900, near −900 and 10⁴ apart: no NaN, every row sums to 0."""
    z = draw.normal(4, 4)
    z[0] += 900
    z[1] -= 900
    z[2] = torch.tensor(draw.shuffled([0.0, 1e4, -1e4, 3.0]))
    return {
        "gradient": impl.dL_dz(z, draw.permutation(4)),
        "float32": impl.dL_dz(draw.normal(3, 4).float(), draw.integers(0, 4, 3)),
    }


@check("cross_entropy_grad", points=2)
def differentiates_extreme_rows(impl, draw):
    """As many samples as classes, rows near 900, near −900 and 10⁴ apart, for both kinds of targets."""
    z = draw.normal(4, 4)
    z[0] += 900
    z[1] -= 900
    z[2] = torch.tensor(draw.shuffled([0.0, 1e4, -1e4, 3.0]))
    return {
        "classes": impl.cross_entropy_grad(z, draw.permutation(4)),
        "weights": impl.cross_entropy_grad(z, draw.uniform(0.1, 2, 4, 4)),
    }


@check("softmax_jacobian", points=2)
def jacobian_of_huge_and_of_equal_scores(impl, draw):
    """Scores near 900, scores far apart, equal scores, one class: finite, and rows sum to 0."""
    return {
        "near 900": impl.softmax_jacobian(draw.normal(3) + 900),
        "far apart": impl.softmax_jacobian(draw.normal(3, std=2) * torch.tensor([1.0, 1e3, 1.0])),
        "equal": impl.softmax_jacobian(draw.normal(1).expand(4).clone()),
        "one class": impl.softmax_jacobian(draw.normal(1)),
    }


@check("softmax_vjp", points=2)
def treats_each_sample_by_itself(impl, draw):
    """As many samples as classes, one of them certain: rows do not mix, a certain row passes nothing on."""
    p = draw.uniform(0.1, 1, 4, 4)
    p = p / p.sum(1, keepdim=True)
    p[2] = torch.tensor(draw.shuffled([0.0, 0.0, 1.0, 0.0]))
    return {"gradients": impl.softmax_vjp(p, draw.normal(4, 4, mean=1))}


@check("bce", points=2)
def charges_everything_for_certain_mistakes(impl, draw):
    """Where p is exactly 0 or 1 and wrong the loss is +inf, in a square batch of soft and hard labels."""
    p, y = draw.uniform(0.1, 0.9, 3, 3), draw.uniform(0, 1, 3, 3)
    p[1, 0], y[1, 0] = 0.0, 1.0
    sure = draw.uniform(1e-15, 1e-14, 3)
    return {
        "square batch": impl.bce(p, y, reduction="none"),
        "almost certain mistakes": impl.bce(sure, torch.ones_like(sure)),
        "certain mistakes": impl.bce(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0]), reduction="none"),
    }


@check("bce_with_logits", points=2)
def agrees_with_two_classes(impl, draw):
    """The loss of a score z is the cross-entropy of the scores (0, z); square batches and float32, too."""
    z, y = draw.normal(4, 4, std=3), draw.uniform(0.1, 1, 4, 4)
    z[0, 0] -= 14
    return {
        "square batch": impl.bce_with_logits(z, y, reduction="none"),
        "one label": impl.bce_with_logits(z[0], y[0].round()),
        "float32": impl.bce_with_logits(z[:, :2].float(), y[:, :2].float()),
    }


@check("bce_with_logits", points=1)
def gradients_reach_the_logits(impl, draw):
    """Autograd differentiates the loss, also at ±800."""
    z, y = draw.normal(5, std=3), draw.integers(0, 2, 5).double()
    z[:4] = torch.tensor([800.0, -800.0, 800.0, -800.0])
    y[:4] = torch.tensor([0.0, 0.0, 1.0, 1.0])
    return {"gradient": slope(lambda scores: impl.bce_with_logits(scores, y), z)}


@check("bce_with_logits_grad", points=2)
def slope_of_huge_scores_is_finite(impl, draw):
    """Scores of ±800 in a square batch: the slope lies between −1/N and 1/N, and is not NaN."""
    z, y = draw.normal(4, 4, std=3), draw.integers(0, 2, 4, 4).double()
    z[0, 0], z[1, 1], z[2, 3], z[3, 2] = 800, -800, -800, 800
    return {"gradient": impl.bce_with_logits_grad(z, y), "one sample": impl.bce_with_logits_grad(z[0], y[0])}


@check("mse_sigmoid_grad", points=2)
def vanishes_at_both_ends(impl, draw):
    """Scores of ±800 and soft labels in a table: finite, entry by entry."""
    z, y = draw.normal(4, 3, std=3), draw.uniform(0, 1, 4, 3)
    z[0, 0], z[1, 1] = 800, -800
    return {"derivatives": impl.mse_sigmoid_grad(z, y)}


@check("perceptron_loss", points=1)
def perceptron_takes_integer_labels(impl, draw):
    """Labels may be integers; on the line itself the loss is 0; float32 scores give a float32 loss."""
    f, y = draw.normal(6, std=2), signs(draw, 6)
    f[2] = 0
    return {
        "losses": impl.perceptron_loss(f, y, reduction="none"),
        "float32": impl.perceptron_loss(f.float(), y.to(torch.int8)),
    }


@check("perceptron_grad", points=2)
def stays_put_on_the_line(impl, draw):
    """Where y f = 0 the subgradient is 0; labels may be integers; float32 scores give a float32 gradient."""
    f, y = draw.normal(8, std=2), signs(draw, 8)
    f[1] = f[4] = 0
    return {
        "gradient": impl.perceptron_grad(f, y),
        "float32": impl.perceptron_grad(f.float(), y.to(torch.int8)),
    }


@check("hinge", points=1)
def hinge_takes_integer_labels(impl, draw):
    """Labels may be integers; at a margin of exactly 1 the loss is 0; float32 scores give a float32 loss."""
    f, y = draw.normal(6, std=2), signs(draw, 6)
    f[2] = y[2]
    return {"losses": impl.hinge(f, y, reduction="none"), "float32": impl.hinge(f.float(), y.to(torch.int8))}


@check("l1_penalty", points=2)
def counts_weights_by_their_last_word(impl, draw):
    """Only a name that ends in bias is one; a model of biases alone costs 0, whose type is free."""
    params = model(draw)
    return {
        "penalty": impl.l1_penalty(params, 0.3),
        "with biases": impl.l1_penalty(params, 0.3, include_bias=True),
        "biases alone": float(impl.l1_penalty(only_biases(draw), 0.3)),
        "λ = 0": float(impl.l1_penalty(params, 0.0)),
    }


@check("l2_penalty", points=2)
def counts_squares_by_their_last_word(impl, draw):
    """Only a name that ends in bias is one; a model of biases alone costs 0, whose type is free."""
    params = model(draw)
    return {
        "penalty": impl.l2_penalty(params, 0.3),
        "with biases": impl.l2_penalty(params, 0.3, include_bias=True),
        "biases alone": float(impl.l2_penalty(only_biases(draw), 0.3)),
        "λ = 0": float(impl.l2_penalty(params, 0.0)),
    }


@check("l1_grad", points=2)
def leaves_zeros_alone(impl, draw):
    """A weight of exactly 0 is not pushed; only a name that ends in bias is a bias; results are new tensors."""
    params = model(draw)
    gradients = impl.l1_grad(params, 0.3)
    seen = {name: g.clone() for name, g in gradients.items()}
    for w in params.values():
        w += 1
    return {
        "gradients": seen,
        "after the parameters moved": gradients,
        "float32": impl.l1_grad({"w": draw.normal(3).float()}, 0.3),
    }


@check("l2_grad", points=2)
def pulls_by_the_last_word(impl, draw):
    """Only a name that ends in bias is a bias; results are new tensors, in the dtype of their parameter."""
    params = model(draw)
    gradients = impl.l2_grad(params, 0.5, include_bias=draw.choice((True, False)))
    seen = {name: g.clone() for name, g in gradients.items()}
    for w in params.values():
        w += 1
    return {
        "gradients": seen,
        "after the parameters moved": gradients,
        "float32": impl.l2_grad({"w": draw.normal(3).float()}, 0.3),
    }


@check("error_vs_loss_demo", points=1)
def demo_is_made_of_classes_and_scores(impl, draw):
    """Labels are int64 classes of the scores' columns; scores are finite, of one shape, without ties for the best."""
    z_a, z_b, y = impl.error_vs_loss_demo()
    best = [z.topk(2, dim=1).values for z in (z_a, z_b)]
    return {
        "axes": (z_a.ndim, z_b.ndim, y.ndim),
        "rows of scores without a label": (len(z_a) - len(y), len(z_b) - len(y)),
        "columns of a minus columns of b": z_a.shape[1] - z_b.shape[1],
        "dtype of y": str(y.dtype),
        "scores that are no floating-point numbers": sum(not z.is_floating_point() for z in (z_a, z_b)),
        "labels that are no class": int(((y < 0) | (y >= z_a.shape[1])).sum()),
        "scores that are not finite": sum(int((~z.isfinite()).sum()) for z in (z_a, z_b)),
        "rows with two best scores": sum(int((b[:, 0] == b[:, 1]).sum()) for b in best),
    }
