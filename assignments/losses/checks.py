"""What the exercises of `losses` must do, on inputs drawn anew for every seed.

Sizes differ (more samples than classes), and some rows are extreme: near 900, near −900, 10⁴ apart, all equal.
"""

import torch

from autograder import Bound, Rule, check

READY_MADE = (
    "torch.nn.*",
    "torch.softmax",
    "torch.log_softmax",
    "torch.logsumexp",
    ".softmax",
    ".log_softmax",
    ".logsumexp",
    ".binary_cross_entropy*",
    "scipy.*",
)
OPERATORS = (
    "aten::_softmax*",
    "aten::_log_softmax*",
    "aten::logsumexp*",
    "aten::nll_loss*",
    "aten::mse_loss*",
    "aten::binary_cross_entropy*",
)
FORMULA = Rule(
    because="Write it from its formula: no loop, nothing of `torch.nn`, no ready-made softmax or logsumexp.",
    loops=True,
    names=READY_MADE,
    operators=OPERATORS,
)
GRADIENT = Rule(
    because="Derive the gradient on paper and type it in: no autograd, no loop, nothing of `torch.nn`.",
    loops=True,
    names=(*READY_MADE, "torch.autograd.*", "torch.func.*", ".backward", ".requires_grad*"),
    operators=OPERATORS,
)
PENALTY = Rule(
    because="Write the formula: neither autograd nor `torch.nn` is needed for it.",
    names=("torch.nn.*", "torch.autograd.*", "torch.func.*", ".backward", ".requires_grad*"),
)
RULES = {
    "mse": FORMULA,
    "mse_grad": GRADIENT,
    "gaussian_nll": FORMULA,
    "sigma2_mle": FORMULA,
    "logsumexp": FORMULA,
    "softmax": FORMULA,
    "log_softmax": FORMULA,
    "nll_loss": FORMULA,
    "cross_entropy": FORMULA,
    "initial_loss": FORMULA,
    "margin_gap": FORMULA,
    "smooth_targets": FORMULA,
    "dL_dz": GRADIENT,
    "cross_entropy_grad": GRADIENT,
    "softmax_jacobian": GRADIENT,
    "softmax_vjp": GRADIENT,
    "bce": FORMULA,
    "bce_with_logits": FORMULA,
    "bce_with_logits_grad": GRADIENT,
    "mse_sigmoid_grad": GRADIENT,
    "perceptron_loss": FORMULA,
    "perceptron_grad": GRADIENT,
    "hinge": FORMULA,
    "l1_penalty": PENALTY,
    "l2_penalty": PENALTY,
    "l1_grad": PENALTY,
    "l2_grad": PENALTY,
}


def error_of(function, *args, **kwargs):
    """The name of the exception that a call raises; an unwritten stub stays unwritten."""
    try:
        function(*args, **kwargs)
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error).__name__
    return "no error"


def reductions(loss, *args):
    """A loss by every reduction, by its default, and by a word that is no reduction."""
    seen = {f"reduction={word!r}": loss(*args, reduction=word) for word in ("none", "mean", "sum")}
    unknown = error_of(loss, *args, reduction="median")
    return seen | {"by default": loss(*args), "reduction='median'": unknown}


def extreme(draw):
    """Scores (5, 4): an ordinary row, one near 900, one near −900, one with gaps of 10⁴, one of equal scores."""
    z = draw.normal(5, 4, std=2)
    z[1] += 900
    z[2] -= 900
    z[3] = torch.tensor(draw.shuffled([0.0, 1e4, -1e4, 3.0]))
    z[4] = z[4, 0]
    return z


def with_an_underdog(draw, N, C):
    """Scores (N, C) in which class 0 of sample 0 is far behind, so that no ε in a logarithm goes unnoticed."""
    z = draw.normal(N, C, std=2)
    z[0, 0] -= 14
    return z


def weights(draw, N, C):
    """Probabilities (N, C), each row adding up to 1."""
    w = draw.uniform(0.1, 1, N, C)
    return w / w.sum(1, keepdim=True)


def signs(draw, N):
    """N labels −1 and +1 in float64, both of them present."""
    return torch.tensor(draw.shuffled([1.0 if n % 2 else -1.0 for n in range(N)]), dtype=torch.float64)


def model(draw):
    """Parameters of a small network by name; the third is no bias, whatever it is called."""
    shapes = {"layer1.weight": (3, 2), "layer1.bias": (3,), "bias_scale": (2,), "bias": (4,)}
    return {name: draw.normal(*shape) for name, shape in shapes.items()}


@check("mse", points=2)
def sums_over_coordinates_and_averages_over_samples(impl, draw):
    """Five samples in three dimensions: squares add up within a sample; then none, mean or sum over the samples."""
    return reductions(impl.mse, draw.normal(5, 3), draw.normal(5, 3))


@check("mse", points=1)
def refuses_shapes_that_only_broadcast(impl, draw):
    """A column against a row, or one target for all samples, raises a ValueError instead of pairing everything."""
    x, y = draw.normal(5, 1), draw.normal(5, 3)
    return {
        "(5, 1) against (5,)": error_of(impl.mse, x, x[:, 0].clone()),
        "(5, 3) against (1, 3)": error_of(impl.mse, y, y[:1].clone()),
        "(5, 3) against (5, 1)": error_of(impl.mse, y, x),
    }


@check("mse_grad", points=1)
def is_the_slope_of_the_mean(impl, draw):
    """Five samples in three dimensions: the gradient of the mean over the samples."""
    return {"gradient": impl.mse_grad(draw.normal(5, 3), draw.normal(5, 3))}


@check("gaussian_nll", points=2)
def is_minus_the_log_density(impl, draw):
    """Minus the logarithm of the Gaussian density of each sample, its constant included; the default is the sum."""
    return reductions(impl.gaussian_nll, draw.normal(5, 3), draw.normal(5, 3), float(draw.uniform(0.3, 0.8)))


@check("sigma2_mle", points=1)
def pools_all_squared_errors(impl, draw):
    """Fifteen errors, whose mean is not 0, make one variance."""
    pred = draw.normal(5, 3)
    return {"variance": impl.sigma2_mle(pred, pred + draw.normal(5, 3, mean=1, std=0.5))}


@check("logsumexp", points=1)
def sums_exponentials_along_an_axis(impl, draw):
    """Ordinary scores (4, 3): over the columns, over the rows, and with the axis kept."""
    z = draw.normal(4, 3)
    return {
        "dim=1": impl.logsumexp(z, 1),
        "dim=0": impl.logsumexp(z, 0),
        "dim=1, keepdim=True": impl.logsumexp(z, 1, keepdim=True),
    }


@check("logsumexp", points=2, after=sums_exponentials_along_an_axis)
def survives_scores_of_any_size(impl, draw):
    """Rows near 900, near −900 and with gaps of 10⁴ in one tensor: every row gets its own finite value."""
    return {"rows": impl.logsumexp(extreme(draw), 1)}


@check("softmax", points=1)
def turns_scores_into_probabilities(impl, draw):
    """Ordinary scores (4, 3), along either axis."""
    z = draw.normal(4, 3)
    return {"dim=1": impl.softmax(z, 1), "dim=0": impl.softmax(z, 0)}


@check("softmax", points=2, after=turns_scores_into_probabilities)
def treats_every_row_by_its_own_scale(impl, draw):
    """Rows near 900, near −900 and with gaps of 10⁴ in one tensor: every row still sums to 1."""
    return {"probabilities": impl.softmax(extreme(draw), 1)}


@check("log_softmax", points=1)
def takes_logarithms_of_probabilities(impl, draw):
    """Ordinary scores (4, 3) with one class far behind, along either axis."""
    z = with_an_underdog(draw, 4, 3)
    return {"dim=1": impl.log_softmax(z, 1), "dim=0": impl.log_softmax(z, 0)}


@check("log_softmax", points=2, after=takes_logarithms_of_probabilities)
def keeps_hopeless_classes_finite(impl, draw):
    """A class 10⁴ below the best has the log-probability −10⁴, though its probability is 0 in floating point."""
    return {"log-probabilities": impl.log_softmax(extreme(draw), 1)}


@check("nll_loss", points=2)
def charges_each_sample_for_its_class(impl, draw):
    """Five samples, three classes, numbers that are used as they stand; every reduction."""
    return reductions(impl.nll_loss, draw.normal(5, 3, mean=-2), draw.integers(0, 3, 5))


@check("nll_loss", vectorised=True)
def charges_all_samples_at_once(impl, draw):
    """Fifty samples need no more tensor operations than five."""
    logp, y = draw.normal(50, 3), draw.integers(0, 3, 50)
    return {"five": impl.nll_loss(logp[:5], y[:5]), "fifty": impl.nll_loss(logp, y)}


@check("cross_entropy", points=2)
def compares_scores_with_classes(impl, draw):
    """Five samples, three classes, class 0 among them; every reduction."""
    y = torch.tensor([0, *draw.integers(0, 3, 4).tolist()])
    return reductions(impl.cross_entropy, with_an_underdog(draw, 5, 3), y)


@check("cross_entropy", points=2)
def compares_scores_with_probabilities(impl, draw):
    """Five samples with a probability for each of three classes; every reduction."""
    return reductions(impl.cross_entropy, with_an_underdog(draw, 5, 3), weights(draw, 5, 3))


@check("cross_entropy", points=2, after=compares_scores_with_classes)
def confident_mistakes_cost_their_margin(impl, draw):
    """Extreme rows, and one of probability 1e-22, whose class is the least likely: the loss is about the margin."""
    z = extreme(draw)
    z[0] = 0
    z[0, 2] = -50 - float(draw.uniform(0, 1))
    return {"losses": impl.cross_entropy(z, z.argmin(1), reduction="none")}


@check("initial_loss", points=1)
def knows_what_guessing_costs(impl, draw):
    """The loss of equal scores for C classes."""
    C = draw.choice(range(3, 60))
    return {f"C = {C}": impl.initial_loss(C)}


@check("margin_gap", points=2)
def measures_what_is_above_the_margin(impl, draw):
    """Cross-entropy minus margin for five samples and three classes, right and wrong ones."""
    return {"gaps": impl.margin_gap(draw.normal(5, 3), draw.integers(0, 3, 5))}


@check("smooth_targets", points=2)
def leaves_some_doubt(impl, draw):
    """Five labels, seven classes: each row sums to 1, in float64."""
    return {"targets": impl.smooth_targets(draw.integers(0, 4, 5), 7, float(draw.uniform(0.05, 0.3)))}


@check("dL_dz", points=2)
def derives_the_mean_for_classes(impl, draw):
    """Five samples, three classes, class 0 among them."""
    y = torch.tensor([0, *draw.integers(0, 3, 4).tolist()])
    return {"gradient": impl.dL_dz(draw.normal(5, 3), y)}


@check("cross_entropy_grad", points=1)
def differentiates_for_classes(impl, draw):
    """Five samples, three classes, class 0 among them."""
    y = torch.tensor([0, *draw.integers(0, 3, 4).tolist()])
    return {"gradient": impl.cross_entropy_grad(draw.normal(5, 3), y)}


@check("cross_entropy_grad", points=2)
def differentiates_for_weights(impl, draw):
    """Five samples whose targets add up to 1, or to anything else: rows of the gradient sum to 0 in both cases."""
    z, target = draw.normal(5, 3), weights(draw, 5, 3)
    return {
        "probabilities": impl.cross_entropy_grad(z, target),
        "any weights": impl.cross_entropy_grad(z, target * draw.uniform(0.5, 3, 5, 1)),
    }


@check("softmax_jacobian", points=2)
def lets_scores_compete(impl, draw):
    """Four scores: p (1 − p) on the diagonal, and what one class gains the others lose."""
    return {"jacobian": impl.softmax_jacobian(draw.normal(4))}


@check("softmax_vjp", points=2)
def takes_a_gradient_through_softmax(impl, draw):
    """One sample with four classes, and five samples with three."""
    return {
        "one sample": impl.softmax_vjp(weights(draw, 1, 4)[0], draw.normal(4)),
        "five samples": impl.softmax_vjp(weights(draw, 5, 3), draw.normal(5, 3)),
    }


@check("bce", points=2)
def negates_both_terms(impl, draw):
    """Five samples with one label each, certain or soft, one of them a bad mistake; every reduction."""
    p, y = draw.uniform(0.05, 0.95, 5), draw.uniform(0, 1, 5)
    p[0], y[0] = 1e-6 * p[0], 1
    y[1:4] = torch.tensor(draw.shuffled([0.0, 1.0, 0.0]))
    return reductions(impl.bce, p, y)


@check("bce", points=2)
def sums_over_the_labels_of_a_sample(impl, draw):
    """Five samples with three labels each: the sum over labels, then every reduction over samples."""
    p, y = draw.uniform(0.05, 0.95, 5, 3), draw.integers(0, 2, 5, 3).double()
    p[0, 0], y[0, 0] = 1e-6 * p[0, 0], 1
    return reductions(impl.bce, p, y)


@check("bce", points=1, after=negates_both_terms)
def charges_nothing_for_certain_truth(impl, draw):
    """Where p is exactly 0 or 1 and right, the loss is 0; the other samples are charged as usual."""
    p, y = draw.uniform(0.1, 0.9, 5), draw.integers(0, 2, 5).double()
    p[:3] = y[:3] = torch.tensor([0.0, 1.0, 1.0])
    p[2] = 1e-6
    return {"losses": impl.bce(p, y, reduction="none")}


@check("bce_with_logits", points=2)
def compares_scores_with_labels(impl, draw):
    """Five samples with one label each, soft ones too, and with three labels each; every reduction."""
    y, labels = draw.uniform(0.1, 1, 5), draw.integers(0, 2, 5, 3).double()
    labels[0, 0] = 1
    one = reductions(impl.bce_with_logits, with_an_underdog(draw, 5, 1)[:, 0].clone(), y)
    three = reductions(impl.bce_with_logits, with_an_underdog(draw, 5, 3), labels)
    return {f"one label, {name}": value for name, value in one.items()} | {
        f"three labels, {name}": value for name, value in three.items()
    }


@check("bce_with_logits", points=2, after=compares_scores_with_labels)
def stays_exact_for_huge_scores(impl, draw):
    """Scores of ±800, ±200 and ±40, right and wrong ones: wrong ones cost their size, right ones next to nothing."""
    sizes = torch.tensor(draw.shuffled([800.0, 200.0, 40.0]), dtype=torch.float64) + draw.uniform(0, 1, 3)
    z = torch.cat([sizes, -sizes, sizes, -sizes])
    y = torch.tensor([1.0, 0.0, 0.0, 1.0], dtype=torch.float64).repeat_interleave(3)
    return {"losses": impl.bce_with_logits(z, y, reduction="none")}


@check("bce_with_logits_grad", points=2)
def differentiates_with_respect_to_scores(impl, draw):
    """Five samples with one label each, and with three: the mean is over samples in both cases."""
    return {
        "one label": impl.bce_with_logits_grad(draw.normal(5, std=2), draw.uniform(0, 1, 5)),
        "three labels": impl.bce_with_logits_grad(
            draw.normal(5, 3, std=2), draw.integers(0, 2, 5, 3).double()
        ),
    }


@check("mse_sigmoid_grad", points=1)
def vanishes_where_the_sigmoid_is_flat(impl, draw):
    """The example z = −10, y = 1, and four drawn scores with labels 0 and 1."""
    z = torch.cat([torch.tensor([-10.0], dtype=torch.float64), draw.normal(4, std=2)])
    y = torch.tensor([1.0, *draw.shuffled([0.0, 1.0, 0.0, 1.0])], dtype=torch.float64)
    return {"derivatives": impl.mse_sigmoid_grad(z, y)}


@check("perceptron_loss", points=1)
def charges_for_the_wrong_side(impl, draw):
    """Six samples: those on the right side cost nothing, the others their distance; every reduction."""
    return reductions(impl.perceptron_loss, draw.normal(6, std=2), signs(draw, 6))


@check("perceptron_grad", points=1)
def pushes_only_from_the_wrong_side(impl, draw):
    """Six samples: −y/N where the sign is wrong, 0 where it is right."""
    y = signs(draw, 6)
    agree = torch.tensor(draw.shuffled([1.0, 1.0, 1.0, -1.0, -1.0, -1.0]), dtype=torch.float64)
    return {"gradient": impl.perceptron_grad(y * agree * draw.uniform(0.2, 2, 6), y)}


@check("hinge", points=1)
def asks_for_a_margin_of_one(impl, draw):
    """Six samples, wrong, right by less than 1, right by more; every reduction."""
    y = signs(draw, 6)
    margins = torch.tensor(draw.shuffled([-1.0, -0.2, 0.2, 0.7, 1.5, 3.0]), dtype=torch.float64)
    return reductions(impl.hinge, y * (margins + draw.uniform(0, 0.2, 6)), y)


@check("l1_penalty", points=1)
def adds_absolute_values(impl, draw):
    """Two weights count, two biases do not, unless asked for."""
    params, lam = model(draw), float(draw.uniform(0.1, 2))
    return {
        "without biases": impl.l1_penalty(params, lam),
        "with biases": impl.l1_penalty(params, lam, include_bias=True),
    }


@check("l2_penalty", points=1)
def adds_squares(impl, draw):
    """Two weights count, two biases do not, unless asked for."""
    params, lam = model(draw), float(draw.uniform(0.1, 2))
    return {
        "without biases": impl.l2_penalty(params, lam),
        "with biases": impl.l2_penalty(params, lam, include_bias=True),
    }


@check("l1_grad", points=1)
def pushes_every_weight_alike(impl, draw):
    """A tensor for each of four names; zeros for the two biases, unless asked for."""
    params, lam = model(draw), float(draw.uniform(0.1, 2))
    return {
        "without biases": impl.l1_grad(params, lam),
        "with biases": impl.l1_grad(params, lam, include_bias=True),
    }


@check("l2_grad", points=1)
def pulls_in_proportion(impl, draw):
    """A tensor for each of four names; zeros for the two biases, unless asked for."""
    params, lam = model(draw), float(draw.uniform(0.1, 2))
    return {
        "without biases": impl.l2_grad(params, lam),
        "with biases": impl.l2_grad(params, lam, include_bias=True),
    }


LOWER = Bound(high=-1e-6, reason="fewer mistakes means at least one sample less, of whatever many there are")
HIGHER = Bound(low=0.1, reason="asked for in the docstring; float32 scores cost 1e-6 of it")


@check(
    "error_vs_loss_demo",
    points=2,
    bounds={"error of a minus error of b": LOWER, "loss of a minus loss of b": HIGHER},
)
def is_right_more_often_and_pays_more(impl, draw):
    """The first network has the lower error, counted by the highest score, and the higher mean cross-entropy.

    The samples are also asked in another order, which changes neither.
    """
    z_a, z_b, y = impl.error_vs_loss_demo()
    order = draw.permutation(len(y))
    errors = [float((z[order].argmax(1) != y[order]).double().mean()) for z in (z_a, z_b)]
    losses = [float(torch.nn.functional.cross_entropy(z[order].double(), y[order])) for z in (z_a, z_b)]
    return {
        "error of a minus error of b": errors[0] - errors[1],
        "loss of a minus loss of b": losses[0] - losses[1],
    }
